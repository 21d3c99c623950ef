package io.github.cameldatamaker.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Splits OkHttp's one read timeout in two: {@code responseTimeout} until the response's head, then {@code idleTimeout}. It is a
 * network interceptor, because only there the connection is known. It also notes which one.
 */
final class IdleTimeoutInterceptor implements Interceptor {

    private final Duration idleTimeout;

    IdleTimeoutInterceptor(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallProgress progress = CallProgress.of(chain.call().request());
        progress.connected();
        Response response = chain.proceed(chain.request());
        // OkHttp sets both again for the next call on this connection.
        response.body().source().timeout().timeout(idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
        if (!ConnectionUse.isMultiplexed(chain.connection())) {
            Socket socket = chain.connection().socket();
            socket.setSoTimeout((int) Math.min(idleTimeout.toMillis(), Integer.MAX_VALUE));
            progress.answeredThrough(socket.getInputStream());
        }
        return response;
    }
}
