package io.github.cameldatamaker.session;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.TraceContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The trace that a message belongs to. Camel's tracing puts its headers on the message, and so does whoever calls a route over HTTP.
 */
public final class TraceHeaders {

    private TraceHeaders() {
    }

    /** The request as part of the message's trace, if there is one. */
    public static ApiRequest passOn(Exchange exchange, ApiRequest request) {
        Message message = exchange.getMessage();
        return TraceContext.of(message.getHeader("traceparent", String.class), message.getHeader("tracestate", String.class))
                .map(request::withTrace).orElse(request);
    }
}
