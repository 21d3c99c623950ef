package io.github.cameldatamaker.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Splits OkHttp's one read timeout in two: until the response's head it is {@code responseTimeout}, from then on
 * {@code idleTimeout}. A network interceptor, since only there the connection is known; it also notes that one was had.
 */
final class IdleTimeoutInterceptor implements Interceptor {

    private final Duration idleTimeout;

    IdleTimeoutInterceptor(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallProgress.of(chain.call().request()).connected();
        Response response = chain.proceed(chain.request());
        // OkHttp sets both anew for the next call on this connection.
        response.body().source().timeout().timeout(idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
        if (!ConnectionUse.isMultiplexed(chain.connection())) {
            chain.connection().socket().setSoTimeout((int) Math.min(idleTimeout.toMillis(), Integer.MAX_VALUE));
        }
        return response;
    }
}
