package io.github.cameldatamaker.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.github.cameldatamaker.client.RequestBodies.BrokenBodyException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request once, and tells an answer from an error and from none at all.
 */
final class HttpCalls {

    private static final Logger LOG = LoggerFactory.getLogger(DataMakerClient.class);
    private static final Pattern PAGE = Pattern.compile("\\.html?$", Pattern.CASE_INSENSITIVE);

    private final OkHttpClient http;
    private final Timeouts timeouts;
    private final Clock clock;
    private final Traffic traffic;
    private final ErrorReader errors;

    HttpCalls(OkHttpClient http, Timeouts timeouts, Clock clock, Traffic traffic, ErrorReader errors) {
        this.http = http;
        this.timeouts = timeouts;
        this.clock = clock;
        this.traffic = traffic;
        this.errors = errors;
    }

    CompletableFuture<ApiResponse> send(Request template, PendingResponse pending) {
        Request request = template.newBuilder().tag(CallProgress.class, new CallProgress()).build();
        Call call = http.newCall(request);
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        pending.sent(call);
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                pending.answered(Optional.empty());
                answer.completeExceptionally(noAnswer(request, e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                pending.answered(Optional.of(RateLimit.of(response.headers(), clock)));
                complete(answer, answered, response);
            }
        });
        return answer;
    }

    private void complete(CompletableFuture<ApiResponse> answer, Call call, Response response) {
        LOG.debug("{} {} answered {}", response.request().method(), response.request().url().encodedPath(), response.code());
        if (response.isSuccessful() && !isHtml(response)) {
            answer.complete(new ApiResponse(call, response, timeouts.idle(), clock, traffic));
        } else {
            answer.completeExceptionally(errors.read(response));
        }
    }

    // The service has no page to show, unless it is a file: this is a proxy or a login page, whatever its status says.
    private static boolean isHtml(Response response) {
        MediaType type = response.body().contentType();
        return type != null && type.subtype().equals("html") && !PAGE.matcher(response.request().url().encodedPath()).find();
    }

    private DataMakerException noAnswer(Request request, IOException cause) {
        String what = request.method() + " " + request.url().encodedPath();
        if (cause instanceof BrokenBodyException && cause.getCause() instanceof DataMakerException ours) {
            return ours;
        }
        if (cause instanceof BrokenBodyException) {
            return new DataMakerException(what + " was not sent to its end: " + cause.getMessage(), cause.getCause());
        }
        if (cause instanceof SocketTimeoutException) {
            return timeout(request, what, cause);
        }
        CallProgress progress = request.tag(CallProgress.class);
        return new DataMakerConnectionException(
                what + " got no answer from " + request.url().host() + ":" + request.url().port() + ": " + reason(cause),
                progress != null && !progress.isConnected(), cause);
    }

    private DataMakerTimeoutException timeout(Request request, String what, IOException cause) {
        CallProgress progress = request.tag(CallProgress.class);
        if (progress == null || !progress.isConnected()) {
            return new DataMakerTimeoutException(
                    what + " could not connect to " + request.url().host() + " for " + timeouts.connect().toMillis()
                                                 + " ms (option connectTimeout)",
                    "connectTimeout", timeouts.connect(), cause);
        }
        Duration limit = ResponseTimeoutInterceptor.limit(request, timeouts.response());
        return new DataMakerTimeoutException(
                what + " got no response for " + limit.toMillis() + " ms (option responseTimeout)", "responseTimeout", limit, cause);
    }

    private static String reason(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof SSLException) {
            return reason + ". If your own authority has signed the server's certificate, name it in sslContextParameters";
        }
        return reason.contains("authenticate with proxy") ? reason + ". Check proxyUsername and proxyPassword" : reason;
    }
}
