package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.Optional;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerEndpoint;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.generate.CheckPoint;
import io.github.cameldatamaker.generate.CheckPointedRows;
import io.github.cameldatamaker.generate.GeneratedData;
import io.github.cameldatamaker.generate.GeneratedDataOptions;
import io.github.cameldatamaker.generate.ProgressMeter;
import io.github.cameldatamaker.generate.ReadAhead;
import io.github.cameldatamaker.generate.Resume;
import io.github.cameldatamaker.generate.SavedSet;
import io.github.cameldatamaker.session.ProgressReports;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Makes body and headers of an exchange from a response that has rows, and sees to it that its connection is released.
 */
public final class GeneratedDataBody {

    private GeneratedDataBody() {
    }

    /** What was generated. Takes over the response. */
    public static void set(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        Message message = exchange.getMessage();
        version(options, response).ifPresent(version -> message.setHeader(DataMakerConstants.GENERATED_VERSION, version));
        if (options.operation() == DataMakerOperation.generate) {
            options.chunk().ifPresent(chunk -> {
                message.setHeader(DataMakerConstants.CHUNK_INDEX, chunk.index());
                message.setHeader(DataMakerConstants.FIRST_ROW, chunk.firstRow());
            });
            setData(exchange, options, generated(exchange, options, response, dataOptions(exchange, options, options.count(), meter(exchange, options))));
        } else {
            setData(exchange, options, new GeneratedData(response, dataOptions(exchange, options, -1, null)));
        }
    }

    /** The version of the template that the rows were made with. */
    public static Optional<Integer> version(ExchangeOptions options, ApiResponse response) {
        return response.header("X-Template-Version").map(GeneratedDataBody::version)
                .or(() -> Optional.ofNullable(options.templateVersion()));
    }

    /** The rows behind a check-point. Takes over the response. */
    public static CheckPointedRows rows(Exchange exchange, ExchangeOptions options, ApiResponse response, CheckPoint from) {
        try {
            return new CheckPointedRows(
                    response, resume(exchange, options), dataOptions(exchange, options, options.count(), meter(exchange, options)), from);
        } catch (Throwable e) {
            response.close();
            throw e;
        }
    }

    private static GeneratedData generated(
            Exchange exchange, ExchangeOptions options, ApiResponse response, GeneratedDataOptions dataOptions) {
        return options.maxResumes() == 0
                ? new GeneratedData(response, dataOptions) : GeneratedData.resumable(response, resume(exchange, options), dataOptions);
    }

    private static Resume resume(Exchange exchange, ExchangeOptions options) {
        DataMakerEndpoint endpoint = options.endpoint();
        return new Resume(
                () -> endpoint.send(exchange, options.request()), () -> endpoint.pause(exchange), options.maxResumes(),
                endpoint.getConfiguration().resilience(), endpoint.getComponent(DataMakerComponent.class).getClock());
    }

    /** The rows of a saved set, which stand behind its name and version. Takes over the response. */
    public static void setSaved(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        SavedSet set = SavedSet.open(response);
        Message message = exchange.getMessage();
        message.setHeader(DataMakerConstants.LOADED_SET, set.name().map(response::withoutKey).orElseGet(() -> options.id(PathId.set)));
        set.version().ifPresent(version -> message.setHeader(DataMakerConstants.LOADED_VERSION, version));
        setData(exchange, options, new GeneratedData(response, set.source(), dataOptions(exchange, options, -1, null)));
    }

    private static ProgressMeter meter(Exchange exchange, ExchangeOptions options) {
        DataMakerComponent component = options.endpoint().getComponent(DataMakerComponent.class);
        Duration interval = Duration.ofMillis(options.endpoint().getConfiguration().getProgressInterval());
        return interval.isZero() ? null : new ProgressMeter(
                options.id(PathId.template), options.chunk().orElse(null), exchange.getFromRouteId(), options.count(), interval,
                component.getClock(), new ProgressReports(exchange, component.getMetrics()));
    }

    private static GeneratedDataOptions dataOptions(Exchange exchange, ExchangeOptions options, long expectedRows, ProgressMeter meter) {
        return new GeneratedDataOptions(
                options.format(), expectedRows, options.endpoint().getRowShape(),
                Optional.ofNullable(options.endpoint().getConfiguration().getObjectMapper()), options.maxInMemorySize(),
                Optional.ofNullable(meter),
                readAhead(exchange, options));
    }

    // Outside of routes nothing closes what its caller leaves half read, and no thread must wait for that.
    private static Optional<ReadAhead> readAhead(Exchange exchange, ExchangeOptions options) {
        return exchange.getFromRouteId() == null
                ? Optional.empty() : Optional.of(options.endpoint().getComponent(DataMakerComponent.class).getReadAhead());
    }

    private static void setData(Exchange exchange, ExchangeOptions options, GeneratedData data) {
        options.endpoint().carry(exchange, data);
        try {
            exchange.getMessage().setBody(body(exchange, options, data));
        } catch (Throwable e) {
            data.close();
            throw e;
        }
    }

    private static Object body(Exchange exchange, ExchangeOptions options, GeneratedData data) {
        if (options.outputType() == null) {
            return data;
        }
        return switch (options.outputType()) {
            case Stream -> {
                // Camel's cache would read the whole stream into the heap before the next step.
                exchange.getExchangeExtension().setStreamCacheDisabled(true);
                // By this Camel makes text of it, as it does of what camel-http has read.
                data.declaredCharset().ifPresent(charset -> exchange.setProperty(Exchange.CHARSET_NAME, charset.name()));
                yield data.openStream();
            }
            case Iterator -> data.iteratorBody();
            case List -> data.list();
            case String -> data.text();
            case Bytes -> data.bytes();
        };
    }

    private static Integer version(String header) {
        try {
            return Integer.valueOf(header.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
