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
import io.github.cameldatamaker.json.JsonArray;
import io.github.cameldatamaker.json.JsonBody;
import io.github.cameldatamaker.json.JsonIterator;
import io.github.cameldatamaker.json.JsonObject;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.start.RunStart;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.builder.OutputStreamBuilder;
import org.apache.camel.util.IOHelper;

/**
 * Makes body and headers of a response that is no generated data.
 */
public final class ResultBody {

    /** Results that no other endpoint takes as input, unlike the id of a run. */
    private static final List<String> OF_ONE_RESPONSE = List.of(
            DataMakerConstants.CONTENT_TYPE, DataMakerConstants.REQUEST_ID, DataMakerConstants.RATE_LIMIT_REMAINING,
            DataMakerConstants.RATE_LIMIT_RESET, DataMakerConstants.TOTAL, DataMakerConstants.NEXT_CURSOR, DataMakerConstants.RUN_STATUS,
            DataMakerConstants.GENERATED_VERSION, DataMakerConstants.LOADED_SET, DataMakerConstants.LOADED_VERSION,
            DataMakerConstants.PLAN, DataMakerConstants.CHUNK_INDEX, DataMakerConstants.FIRST_ROW);

    private ResultBody() {
    }

    /** Sets body and headers as the operation says. Takes over the response. */
    public static void set(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        try {
            setHeaders(exchange.getMessage(), response);
            options.operation().result().set(exchange, options, response);
        } catch (Throwable e) {
            response.close();
            throw e;
        }
    }

    /** An object as a Map. */
    public static void document(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        JsonDocument.read(response, options.maxInMemorySize()).map(JsonBody::of).ifPresent(exchange.getMessage()::setBody);
    }

    /** A run as a Map, its id and status as headers. Without a body the answer tells of no run. */
    public static void run(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        Run run = new Run(JsonDocument.readObject(response, options.maxInMemorySize()));
        // To wait for it there must be one: the body before it may be anything.
        if (!run.fields().isEmpty() || options.awaitsRun()) {
            run(exchange, run);
        }
    }

    /** A run that was started, likewise. */
    public static void started(Exchange exchange, RunStart.Answer answer) {
        setHeaders(exchange.getMessage(), answer.response());
        if (!answer.run().fields().isEmpty()) {
            run(exchange, answer.run());
        }
    }

    public static void run(Exchange exchange, Run run) {
        Message message = exchange.getMessage();
        message.setBody(JsonObject.of(run.fields()));
        run.id().ifPresent(id -> message.setHeader(DataMakerConstants.RUN, id));
        if (!run.status().isEmpty()) {
            message.setHeader(DataMakerConstants.RUN_STATUS, run.status());
        }
    }

    /** An iterator that asks for the next page when it is needed, or all items as a List. */
    public static void list(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        Pages pages = new Pages(next -> options.sendAndWait(exchange, next), options.request(), response, options.maxInMemorySize());
        Message message = exchange.getMessage();
        pages.total().ifPresent(total -> message.setHeader(DataMakerConstants.TOTAL, total));
        if (options.outputType() == OutputType.List) {
            message.setBody(JsonArray.of(pages));
        } else {
            pages.nextCursor().map(response::withoutKey)
                    .ifPresent(cursor -> message.setHeader(DataMakerConstants.NEXT_CURSOR, cursor));
            message.setBody(new JsonIterator(new ListItems(pages), options.maxInMemorySize()));
        }
    }

    /** A text. */
    public static void text(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        exchange.getMessage().setBody(response.text(options.maxInMemorySize()));
    }

    /** A stream that can be read again where the route caches streams, as camel-http does; else the stream itself. */
    public static void stream(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        if (isStreamCaching(exchange)) {
            exchange.getMessage().setBody(cached(exchange, response));
        } else {
            Download download = new Download(response);
            options.endpoint().carry(exchange, download);
            exchange.getMessage().setBody(download);
        }
    }

    // A caller outside of routes closes what it gets.
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
            throw new DataMakerException(response + " cannot be cached (streams are cached here): " + e.getMessage(), e);
        }
    }

    /** The body stays as it was. */
    public static void unchanged(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        response.close();
    }

    /** What a response before this one said is no longer true: a loop over pages would never end. */
    static void clearHeaders(Message message) {
        OF_ONE_RESPONSE.forEach(message::removeHeader);
    }

    // What every response says of itself.
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
