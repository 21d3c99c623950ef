package io.github.cameldatamaker.session;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.TraceContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The trace of a message. Camel's tracing sets its headers, and so do HTTP callers of a route.
 */
public final class TraceHeaders {

    private TraceHeaders() {
    }

    /** The same request in the trace of the message, if there is one. */
    public static ApiRequest passOn(Exchange exchange, ApiRequest request) {
        Message message = exchange.getMessage();
        return TraceContext.of(message.getHeader("traceparent", String.class), message.getHeader("tracestate", String.class))
                .map(request::withTrace).orElse(request);
    }
}
