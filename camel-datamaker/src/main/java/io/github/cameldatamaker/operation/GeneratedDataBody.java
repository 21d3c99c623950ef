package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.Optional;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerOperation.Content;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.generate.CheckPoint;
import io.github.cameldatamaker.generate.CheckPointedRows;
import io.github.cameldatamaker.generate.GeneratedData;
import io.github.cameldatamaker.generate.GeneratedDataOptions;
import io.github.cameldatamaker.generate.ProgressMeter;
import io.github.cameldatamaker.generate.ReadAhead;
import io.github.cameldatamaker.generate.Resume;
import io.github.cameldatamaker.generate.SavedSet;
import io.github.cameldatamaker.json.OwnReaders;
import io.github.cameldatamaker.session.EndpointOptions;
import io.github.cameldatamaker.session.ProgressReports;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Sets body and headers from a response with rows, and makes sure that its connection is released.
 */
public final class GeneratedDataBody {

    private GeneratedDataBody() {
    }

    /** Sets generated data. Takes over the response. */
    static void set(OperationCall call, ApiResponse response) {
        Message message = call.exchange().getMessage();
        version(call.options(), response).ifPresent(version -> message.setHeader(DataMakerConstants.GENERATED_VERSION, version));
        if (call.operation().content() != Content.GENERATE) {
            setData(call, new GeneratedData(response, dataOptions(call, -1, null)));
            return;
        }
        call.options().chunk().ifPresent(chunk -> {
            message.setHeader(DataMakerConstants.CHUNK_INDEX, chunk.index());
            message.setHeader(DataMakerConstants.FIRST_ROW, chunk.firstRow());
        });
        GeneratedDataOptions dataOptions = dataOptions(call, call.options().count(), meter(call));
        setData(call, call.options().maxResumes() == 0
                ? new GeneratedData(response, dataOptions) : GeneratedData.resumable(response, resume(call), dataOptions));
    }

    /** The version of the template that made the rows. */
    public static Optional<Integer> version(ExchangeOptions options, ApiResponse response) {
        return response.header("X-Template-Version").map(GeneratedDataBody::version)
                .or(() -> Optional.ofNullable(options.templateVersion()));
    }

    /** The rows after a check-point. Takes over the response. */
    public static CheckPointedRows rows(OperationCall call, ApiResponse response, CheckPoint from) {
        try {
            return new CheckPointedRows(response, resume(call), dataOptions(call, call.options().count(), meter(call)), from);
        } catch (Throwable e) {
            response.close();
            throw e;
        }
    }

    private static Resume resume(OperationCall call) {
        Session session = call.session();
        return new Resume(
                call::send, () -> session.pause(call.exchange()), call.options().maxResumes(),
                session.options().configuration().resilience(), session.clock());
    }

    /** Sets the rows of a saved set, which come after its name and version. Takes over the response. */
    static void setSaved(OperationCall call, ApiResponse response) {
        SavedSet set = SavedSet.open(response);
        Message message = call.exchange().getMessage();
        message.setHeader(
                DataMakerConstants.LOADED_SET,
                set.name().map(response::withoutKey).orElseGet(() -> call.options().id(PathId.set)));
        set.version().ifPresent(version -> message.setHeader(DataMakerConstants.LOADED_VERSION, version));
        setData(call, new GeneratedData(response, set.source(), dataOptions(call, -1, null)));
    }

    private static @Nullable ProgressMeter meter(OperationCall call) {
        Session session = call.session();
        ExchangeOptions options = call.options();
        Duration interval = Duration.ofMillis(session.options().configuration().getProgressInterval());
        return interval.isZero() ? null : new ProgressMeter(
                options.id(PathId.template), options.chunk().orElse(null), call.exchange().getFromRouteId(), options.count(),
                interval,
                session.clock(), new ProgressReports(call.exchange(), session.metrics()));
    }

    private static GeneratedDataOptions dataOptions(OperationCall call, long expectedRows, @Nullable ProgressMeter meter) {
        EndpointOptions endpoint = call.session().options();
        return new GeneratedDataOptions(
                call.options().format(), expectedRows, endpoint.rowShape(),
                Optional.ofNullable(endpoint.configuration().getObjectMapper()),
                call.options().maxInMemorySize(), Optional.ofNullable(meter), readAhead(call));
    }

    // Outside of routes nothing closes data that its caller leaves half read, and no thread must wait for that.
    private static Optional<ReadAhead> readAhead(OperationCall call) {
        return call.exchange().getFromRouteId() == null ? Optional.empty() : Optional.of(call.session().readAhead());
    }

    private static void setData(OperationCall call, GeneratedData data) {
        call.session().carry(call.exchange(), data.openBody());
        try {
            call.exchange().getMessage().setBody(body(call.exchange(), call.options(), data));
        } catch (Throwable e) {
            data.close();
            throw e;
        }
    }

    private static Object body(Exchange exchange, ExchangeOptions options, GeneratedData data) {
        if (options.outputType() == null) {
            return data;
        }
        OwnReaders.giveIn(exchange.getContext());
        return switch (options.outputType()) {
            case Stream -> {
                // Camel's cache would read the stream of a later step into the heap.
                exchange.getExchangeExtension().setStreamCacheDisabled(true);
                // Camel converts it to text with this charset, as with camel-http.
                data.declaredCharset().ifPresent(charset -> exchange.setProperty(Exchange.CHARSET_NAME, charset.name()));
                yield data.openStream();
            }
            case Iterator -> data.iteratorBody();
            case List -> data.list();
            case String -> data.text();
            case Bytes -> data.bytes();
        };
    }

    private static @Nullable Integer version(String header) {
        try {
            return Integer.valueOf(header.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
