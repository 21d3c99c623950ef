package io.github.cameldatamaker.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.github.cameldatamaker.client.RequestBodies.BrokenBodyException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exception for a request that got no answer. It says how far the request came.
 */
final class NoAnswer {

    private final Timeouts timeouts;
    private final Credentials credentials;

    NoAnswer(Timeouts timeouts, Credentials credentials) {
        this.timeouts = timeouts;
        this.credentials = credentials;
    }

    DataMakerException explain(Request request, IOException cause) {
        String what = describe(request);
        if (cause instanceof LastCheckInterceptor.RefusedException refused) {
            return refused.getCause();
        }
        if (cause instanceof BrokenBodyException && cause.getCause() instanceof DataMakerException ours) {
            return ours;
        }
        if (cause instanceof BrokenBodyException) {
            return new DataMakerException(what + " was not sent completely: " + cause.getMessage(), cause.getCause());
        }
        if (cause instanceof SocketTimeoutException) {
            return timeout(request, what, cause);
        }
        if (isRefused(cause)) {
            return new DataMakerConnectionException(
                    what + " was refused by " + authority(request) + " before it began: " + reason(cause), true, cause);
        }
        // OkHttp quotes what it cannot read, and a proxy may have echoed the request.
        return new DataMakerConnectionException(
                what + " got no answer from " + authority(request) + ": " + credentials.mask(reason(cause)),
                !isConnected(request),
                credentials.mask(cause));
    }

    /** Nothing was sent, and the connection is not the reason. */
    DataMakerConnectionException notSent(Request request, Throwable cause) {
        return new DataMakerConnectionException(describe(request) + " could not be sent: " + cause, true, cause);
    }

    /** The answer arrived but cannot be processed. */
    DataMakerException unread(Request request, Throwable cause) {
        return new DataMakerException(
                describe(request) + " was answered, but the answer cannot be read: " + credentials.mask(cause.toString()),
                credentials.mask(cause));
    }

    private DataMakerTimeoutException timeout(Request request, String what, IOException cause) {
        if (!isConnected(request)) {
            return new DataMakerTimeoutException(
                    what + " could not connect to " + request.url().host() + " within " + timeouts.connect().toMillis()
                            + " ms (option connectTimeout)",
                    "connectTimeout", timeouts.connect(), cause);
        }
        Duration limit = ResponseTimeoutInterceptor.limit(request);
        return new DataMakerTimeoutException(
                what + " got no response within " + limit.toMillis() + " ms (option responseTimeout)", "responseTimeout", limit,
                cause);
    }

    /**
     * Whether HTTP/2 says that nothing was done: the stream was refused, excluded by a GOAWAY, or not opened because the
     * connection is ending. OkHttp does not export its classes for this.
     */
    static boolean isRefused(@Nullable Throwable cause) {
        String type = cause == null ? "" : cause.getClass().getSimpleName();
        return type.equals("ConnectionShutdownException")
                || type.equals("StreamResetException") && String.valueOf(cause.getMessage()).endsWith("REFUSED_STREAM");
    }

    /** Whether the settings are wrong, so that the next attempt would fail too. */
    static boolean isOfSettings(@Nullable Throwable cause) {
        return cause instanceof SSLPeerUnverifiedException
                || cause instanceof SSLException && cause.getCause() instanceof CertificateException
                || cause instanceof IOException && isOfProxyUser((IOException) cause);
    }

    private static boolean isOfProxyUser(IOException cause) {
        return String.valueOf(cause.getMessage()).contains("authenticate with proxy");
    }

    private static boolean isConnected(Request request) {
        return CallProgress.of(request).isConnected();
    }

    private static String authority(Request request) {
        return request.url().host() + ":" + request.url().port();
    }

    private static String describe(Request request) {
        return request.method() + " " + request.url().encodedPath();
    }

    private static String reason(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof SSLException) {
            return reason + ". If your own authority has signed the server's certificate, name it in sslContextParameters";
        }
        return isOfProxyUser(cause) ? reason + ". Check proxyUsername and proxyPassword" : reason;
    }
}
