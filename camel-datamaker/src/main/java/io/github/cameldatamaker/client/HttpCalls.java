package io.github.cameldatamaker.client;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.github.cameldatamaker.client.ConnectionCheck.SharedConnectionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request once, and completes with its answer, its error, or the failure to get either.
 */
final class HttpCalls {

    private static final Logger LOG = LoggerFactory.getLogger(HttpCalls.class);
    private static final int NO_CONTENT = 204;
    private static final Pattern PAGE = Pattern.compile("\\.html?$", Pattern.CASE_INSENSITIVE);

    private final OkHttpClient http;
    /** Gives each call its own connection, which is closed after it. */
    private final OkHttpClient httpAlone;
    private final Timeouts timeouts;
    private final Clock clock;
    private final Traffic traffic;
    private final Credentials credentials;
    private final ErrorReader errors;
    private final NoAnswer noAnswer;

    HttpCalls(OkHttpClient http, Timeouts timeouts, Clock clock, Traffic traffic, Credentials credentials) {
        this.http = http;
        this.httpAlone = http.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS)).build();
        this.timeouts = timeouts;
        this.clock = clock;
        this.traffic = traffic;
        this.credentials = credentials;
        this.errors = new ErrorReader(clock, credentials);
        this.noAnswer = new NoAnswer(timeouts, credentials);
    }

    /** Always completes and never throws, because an exchange waits for it. */
    CompletableFuture<ApiResponse> send(Attempts attempts, PendingResponse pending) {
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        send(http, answer, attempts, pending);
        return answer;
    }

    private void send(OkHttpClient client, CompletableFuture<ApiResponse> answer, Attempts attempts, PendingResponse pending) {
        Request request = attempts.next();
        Call call = client.newCall(request);
        pending.sent(call);
        try {
            Answered answered = new Answered(request, answer, attempts, pending);
            pending.caller().ifPresentOrElse(thread -> thread.execute(() -> run(call, answered)), () -> call.enqueue(answered));
        } catch (Throwable e) {
            // There is no thread for it.
            pending.answered(Optional.empty());
            answer.completeExceptionally(noAnswer.notSent(request, e));
        }
    }

    // As OkHttp does it on its own threads.
    private static void run(Call call, Answered answered) {
        if (call.isCanceled()) {
            answered.onFailure(call, new IOException("Canceled"));
            return;
        }
        Response response;
        try {
            response = call.execute();
        } catch (IOException e) {
            answered.onFailure(call, e);
            return;
        } catch (Throwable e) {
            call.cancel();
            answered.onFailure(call, new IOException("canceled due to " + e, e));
            return;
        }
        answered.onResponse(call, response);
    }

    /** Passes on what becomes of a call. */
    private final class Answered implements Callback {

        private final Request request;
        private final CompletableFuture<ApiResponse> answer;
        private final Attempts attempts;
        private final PendingResponse pending;

        Answered(Request request, CompletableFuture<ApiResponse> answer, Attempts attempts, PendingResponse pending) {
            this.request = request;
            this.answer = answer;
            this.attempts = attempts;
            this.pending = pending;
        }

        @Override
        public void onFailure(Call failed, IOException e) {
            try {
                CallProgress.of(request).end();
                if (e instanceof SharedConnectionException && !failed.isCanceled()) {
                    send(httpAlone, answer, attempts, pending);
                    return;
                }
                pending.answered(Optional.empty());
                answer.completeExceptionally(noAnswer.explain(request, e));
            } catch (Throwable thrown) {
                // OkHttp would report it to nobody.
                answer.completeExceptionally(thrown);
            }
        }

        @Override
        public void onResponse(Call answered, Response response) {
            complete(answer, answered, response, attempts, pending);
        }
    }

    private void complete(
            CompletableFuture<ApiResponse> answer, Call call, Response response, Attempts attempts, PendingResponse pending) {
        try {
            RateLimit rateLimit = RateLimit.of(response.headers(), clock);
            pending.answered(Optional.of(rateLimit));
            LOG.debug("{} {} answered {}", response.request().method(), response.request().url().encodedPath(), response.code());
            if (attempts.isDeletedBefore(response.code())) {
                answer.complete(success(call, done(response), rateLimit));
            } else if (response.isSuccessful() && !isHtml(response)) {
                answer.complete(success(call, response, rateLimit));
            } else {
                DataMakerApiException error = errors.read(response);
                CallProgress.of(response.request()).end();
                answer.completeExceptionally(error);
            }
        } catch (Throwable e) {
            // OkHttp would report it to nobody.
            CallProgress.of(response.request()).end();
            answer.completeExceptionally(noAnswer.unread(response.request(), e));
            response.close();
        }
    }

    private ApiResponse success(Call call, Response response, RateLimit rateLimit) {
        return new ApiResponse(call, response, rateLimit, timeouts.idle(), traffic, credentials);
    }

    /** What the lost answer said: 204. */
    private static Response done(Response gone) {
        gone.close();
        return gone.newBuilder().code(NO_CONTENT).message("").removeHeader("Content-Type")
                .body(ResponseBody.create(new byte[0], null)).build();
    }

    // The service sends HTML only as a file. Otherwise this is a proxy or a login page, whatever the status is.
    private static boolean isHtml(Response response) {
        String type = response.header("Content-Type", "").split(";")[0].strip();
        return type.equalsIgnoreCase("text/html") && !PAGE.matcher(response.request().url().encodedPath()).find();
    }
}
