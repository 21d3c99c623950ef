package io.github.cameldatamaker.sandbox.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** Counts the requests that are being answered right now. */
public final class OpenResponses implements Filter {

    private final AtomicInteger open = new AtomicInteger();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        open.incrementAndGet();
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                Request.addCompletionListener(ServletContextRequest.getServletContextRequest(request),
                        failure -> open.decrementAndGet());
            } else {
                open.decrementAndGet();
            }
        }
    }

    public int count() {
        return open.get();
    }
}
