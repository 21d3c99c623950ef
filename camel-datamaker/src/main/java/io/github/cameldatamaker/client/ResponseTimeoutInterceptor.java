package io.github.cameldatamaker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Waits for a response as long as its request says, because some requests are known to take longer. */
final class ResponseTimeoutInterceptor implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        int limit = (int) Math.min(limit(chain.request()).toMillis(), Integer.MAX_VALUE);
        // Most requests have the limit of their client, which needs no copy of the chain.
        Chain limited = chain.readTimeoutMillis() == limit ? chain : chain.withReadTimeout(limit, TimeUnit.MILLISECONDS);
        return limited.proceed(chain.request());
    }

    /** The limit in the tag of the request. */
    static Duration limit(Request request) {
        Duration limit = request.tag(Duration.class);
        return limit == null ? Timeouts.DEFAULT.response() : limit;
    }
}
