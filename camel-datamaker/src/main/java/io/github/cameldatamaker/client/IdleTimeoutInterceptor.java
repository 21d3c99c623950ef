package io.github.cameldatamaker.client;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Timeout;

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
        // OkHttp sets all of them again for the next call on this connection.
        Timeout reading = response.body().source().timeout();
        reading.timeout(idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
        Socket socket = chain.connection().socket();
        boolean isAlone = !ConnectionUse.isMultiplexed(chain.connection());
        // With TLS, the socket's limit alone lasts twice as long if half a record has come, and nobody knows what has arrived.
        boolean isPlain = isAlone && chain.connection().handshake() == null;
        int limit = (int) Math.min(idleTimeout.toMillis(), Integer.MAX_VALUE);
        if (isAlone) {
            socket.setSoTimeout(limit);
        }
        // The socket's own limit is enough, if it has one. OkHttp's limit wakes another thread for each read.
        if (isPlain && socket.getSoTimeout() == limit) {
            reading.clearTimeout();
        }
        progress.answeredThrough(isPlain ? socket.getInputStream() : null);
        return response;
    }
}
