package io.github.cameldatamaker;

import java.util.Optional;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.generate.GeneratedData;
import io.github.cameldatamaker.generate.GeneratedDataOptions;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Makes body and headers of an exchange from a response that generates, and sees to it that its connection is released.
 */
final class GeneratedDataBody {

    private final DataMakerEndpoint endpoint;

    GeneratedDataBody(DataMakerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Takes over the response. */
    void set(Exchange exchange, ExchangeOptions options, ApiResponse response) {
        DataMakerConfiguration configuration = endpoint.getConfiguration();
        GeneratedData data = new GeneratedData(response, new GeneratedDataOptions(
                options.format(), options.expectedRows(), endpoint.getRowShape(),
                Optional.ofNullable(configuration.getObjectMapper()), configuration.getMaxInMemorySize()));
        closeWithExchange(exchange, data);
        setHeaders(exchange.getMessage(), options, response);
        try {
            exchange.getMessage().setBody(body(exchange, data));
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private Object body(Exchange exchange, GeneratedData data) {
        if (endpoint.getConfiguration().getOutputType() == null) {
            return data;
        }
        return switch (endpoint.getConfiguration().getOutputType()) {
            case Stream -> {
                // Camel's cache would read the whole stream into the heap before the next step.
                exchange.getExchangeExtension().setStreamCacheDisabled(true);
                yield data.openStream();
            }
            case Iterator -> data.iterator();
            case List -> data.list();
            case String -> data.text();
            case Bytes -> data.bytes();
        };
    }

    // Without a route around it the caller of a ProducerTemplate is the reader, and reads after the exchange is over.
    private static void closeWithExchange(Exchange exchange, GeneratedData data) {
        if (exchange.getFromRouteId() == null) {
            return;
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                data.endOfExchange();
            }
        });
    }

    private static void setHeaders(Message message, ExchangeOptions options, ApiResponse response) {
        response.contentType().ifPresent(type -> message.setHeader(DataMakerConstants.CONTENT_TYPE, type));
        response.requestId().ifPresent(id -> message.setHeader(DataMakerConstants.REQUEST_ID, id));
        response.rateLimit().remaining()
                .ifPresent(remaining -> message.setHeader(DataMakerConstants.RATE_LIMIT_REMAINING, remaining));
        response.rateLimit().reset()
                .ifPresent(reset -> message.setHeader(DataMakerConstants.RATE_LIMIT_RESET, reset.getEpochSecond()));
        response.header("X-Template-Version").map(GeneratedDataBody::version)
                .or(() -> Optional.ofNullable(options.templateVersion()))
                .ifPresent(version -> message.setHeader(DataMakerConstants.GENERATED_VERSION, version));
    }

    private static Integer version(String header) {
        try {
            return Integer.valueOf(header.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The service may not know versions on these paths at all, and its 404 does not say so. */
    static Throwable explain(ExchangeOptions options, Throwable error) {
        return options.templateVersion() != null && error instanceof DataMakerApiException api && api.getStatusCode() == 404
                ? new DataMakerApiException(api.getError(),
                        "The template or its version does not exist, or templateVersion is not supported by this service for "
                                                            + options.operation())
                : error;
    }
}
