package io.github.cameldatamaker.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.Pages;
import io.github.cameldatamaker.generate.OutputType;
import io.github.cameldatamaker.json.JsonBodies;
import io.github.cameldatamaker.json.JsonIterator;
import io.github.cameldatamaker.json.OwnReaders;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.start.StartAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.builder.OutputStreamBuilder;
import org.apache.camel.util.IOHelper;

/**
 * Sets body and headers from a response.
 */
public final class ResultBody {

    /** Result headers that are no input of another endpoint, unlike the id of a run. */
    private static final List<String> OF_ONE_RESPONSE = List.of(
            DataMakerConstants.CONTENT_TYPE, DataMakerConstants.REQUEST_ID, DataMakerConstants.RATE_LIMIT_REMAINING,
            DataMakerConstants.RATE_LIMIT_RESET, DataMakerConstants.TOTAL, DataMakerConstants.NEXT_CURSOR,
            DataMakerConstants.RUN_STATUS,
            DataMakerConstants.GENERATED_VERSION, DataMakerConstants.LOADED_SET, DataMakerConstants.LOADED_VERSION,
            DataMakerConstants.PLAN, DataMakerConstants.CHUNK_INDEX, DataMakerConstants.FIRST_ROW);

    private ResultBody() {
    }

    /** Sets body and headers as the operation says. Takes over the response. */
    public static void set(OperationCall call, ApiResponse response) {
        try {
            setHeaders(call.exchange().getMessage(), response);
            switch (call.operation().result()) {
                case DATA -> GeneratedDataBody.set(call, response);
                case SAVED_SET -> GeneratedDataBody.setSaved(call, response);
                case PLAN -> PlanBody.set(call, response);
                case LIST -> list(call, response);
                case DOCUMENT -> document(call, response);
                case RUN, AWAITED_RUN -> run(call, response);
                case TEXT -> call.exchange().getMessage().setBody(response.text(call.options().maxInMemorySize()));
                case STREAM -> stream(call, response);
                case UNCHANGED -> response.close();
            }
        } catch (Throwable e) {
            response.close();
            throw e;
        }
    }

    // An object as a Map.
    private static void document(OperationCall call, ApiResponse response) {
        JsonDocument.read(response, call.options().maxInMemorySize()).map(JsonBodies::of)
                .ifPresent(call.exchange().getMessage()::setBody);
    }

    // An answer without a body has no run.
    private static void run(OperationCall call, ApiResponse response) {
        Run run = new Run(JsonDocument.readObject(response, call.options().maxInMemorySize()));
        // A run to wait for must have an id; the body before the call may be anything.
        if (!run.fields().isEmpty() || call.options().awaitsRun()) {
            set(call.exchange().getMessage(), run);
        }
    }

    /** Sets a run that was started. */
    static void started(OperationCall call, StartAnswer answer) {
        setHeaders(call.exchange().getMessage(), answer.response());
        if (!answer.run().fields().isEmpty()) {
            set(call.exchange().getMessage(), answer.run());
        }
    }

    /** Sets a run as a Map, and its id and status as headers. */
    static void set(Message message, Run run) {
        message.setBody(JsonBodies.object(run.fields()));
        run.id().ifPresent(id -> message.setHeader(DataMakerConstants.RUN, id));
        if (!run.status().isEmpty()) {
            message.setHeader(DataMakerConstants.RUN_STATUS, run.status());
        }
    }

    // An iterator that asks for the next page when it is needed, or all items as a List.
    private static void list(OperationCall call, ApiResponse response) {
        long maxSize = call.options().maxInMemorySize();
        Pages pages = new Pages(call::sendAndWait, call.request(), response, maxSize);
        Message message = call.exchange().getMessage();
        pages.total().ifPresent(total -> message.setHeader(DataMakerConstants.TOTAL, total));
        if (call.options().outputType() == OutputType.List) {
            message.setBody(JsonBodies.array(pages));
        } else {
            pages.nextCursor().map(response::withoutKey)
                    .ifPresent(cursor -> message.setHeader(DataMakerConstants.NEXT_CURSOR, cursor));
            OwnReaders.giveIn(call.exchange().getContext());
            message.setBody(new JsonIterator(new ListItems(pages), maxSize));
        }
    }

    // If the route caches streams, a stream that can be read again, as with camel-http; else the stream itself.
    private static void stream(OperationCall call, ApiResponse response) {
        Exchange exchange = call.exchange();
        if (isStreamCaching(exchange)) {
            exchange.getMessage().setBody(cached(exchange, response));
        } else {
            Download download = new Download(response);
            call.session().carry(exchange, download);
            OwnReaders.giveIn(exchange.getContext());
            exchange.getMessage().setBody(download.open());
        }
    }

    // A caller outside of routes closes the stream itself.
    private static boolean isStreamCaching(Exchange exchange) {
        Route route = exchange.getFromRouteId() == null ? null : ExchangeHelper.getRoute(exchange);
        return route != null && Boolean.TRUE.equals(route.isStreamCaching()) && ExchangeHelper.isStreamCachingEnabled(exchange)
                && !exchange.getExchangeExtension().isStreamCacheDisabled();
    }

    private static Object cached(Exchange exchange, ApiResponse response) {
        try (InputStream body = response.body()) {
            OutputStreamBuilder cache = OutputStreamBuilder.withExchange(exchange);
            IOHelper.copy(body, cache);
            return cache.build();
        } catch (IOException e) {
            throw new DataMakerException(response + " cannot be cached for the route: " + e.getMessage(), e);
        }
    }

    /** Removes the headers of an earlier response, or a loop over pages would never end. */
    static void clearHeaders(Message message) {
        OF_ONE_RESPONSE.forEach(message::removeHeader);
    }

    // The headers of every response.
    private static void setHeaders(Message message, ApiResponse response) {
        clearHeaders(message);
        response.contentType().ifPresent(type -> message.setHeader(DataMakerConstants.CONTENT_TYPE, type));
        response.requestId().ifPresent(id -> message.setHeader(DataMakerConstants.REQUEST_ID, id));
        response.rateLimit().remaining()
                .ifPresent(remaining -> message.setHeader(DataMakerConstants.RATE_LIMIT_REMAINING, remaining));
        response.rateLimit().reset()
                .ifPresent(reset -> message.setHeader(DataMakerConstants.RATE_LIMIT_RESET, reset.getEpochSecond()));
    }
}
