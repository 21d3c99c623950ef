package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.function.Function;

import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps requests off connections that may be dead. It is a network interceptor, because only there the connection is known and
 * nothing is written yet.
 */
final class ConnectionCheck implements Interceptor {

    private final Function<Connection, ConnectionUse> uses;

    ConnectionCheck(Function<Connection, ConnectionUse> uses) {
        this.uses = uses;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallProgress progress = CallProgress.of(chain.call().request());
        ConnectionUse use = uses.apply(chain.connection());
        // After a proxy's 407 the call has already used a connection.
        progress.end();
        switch (use.begin(progress.isIdempotent())) {
            case CLOSED -> throw new StaleConnectionException();
            case LEFT_TO_OTHERS -> throw new SharedConnectionException();
            default -> progress.uses(use);
        }
        Response response = chain.proceed(chain.request());
        use.heard();
        return response;
    }

    /** Nothing was sent. */
    static final class StaleConnectionException extends IOException {

        private static final long serialVersionUID = 1L;

        StaleConnectionException() {
            super("The connection was idle for too long, and was closed");
        }
    }

    /** Nothing was sent. */
    static final class SharedConnectionException extends IOException {

        private static final long serialVersionUID = 1L;

        SharedConnectionException() {
            super("The connection was silent for too long, and others use it");
        }
    }
}
