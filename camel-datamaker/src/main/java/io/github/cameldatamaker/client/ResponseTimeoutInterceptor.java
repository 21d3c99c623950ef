package io.github.cameldatamaker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Gives a request its own response timeout, where the service is known to take longer. */
final class ResponseTimeoutInterceptor implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Duration limit = limit(chain.request(), Duration.ofMillis(chain.readTimeoutMillis()));
        return chain.withReadTimeout((int) Math.min(limit.toMillis(), Integer.MAX_VALUE), TimeUnit.MILLISECONDS)
                .proceed(chain.request());
    }

    /** The longer of the client's limit and what the request was tagged with. */
    static Duration limit(Request request, Duration usual) {
        Duration own = request.tag(Duration.class);
        return own == null || own.compareTo(usual) < 0 ? usual : own;
    }
}
