package io.github.cameldatamaker.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.client.LastCheckInterceptor.LastCheck;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends {@linkplain ApiRequest requests} of the REST contract with the key, and returns {@linkplain ApiResponse responses} that
 * stream.
 *
 * <pre>{@code
 * var client = new DataMakerClientBuilder().apiKey(key).build();
 * var request = ApiRequest.of("POST", "/templates/{template}/generate")
 *         .withId("template", "tmpl_customer").withBody(new ApiBody.Fields(Map.of("count", 100, "format", "json")));
 * try (ApiResponse response = client.send(request).await()) {
 *     response.body().transferTo(System.out);
 * }
 * }</pre>
 *
 * No redirect is followed. Thread-safe.
 */
public final class DataMakerClient implements AutoCloseable {

    /** Where the hosted service is. */
    public static final String DEFAULT_BASE_URL = "https://api.datamaker.automators.com";

    /** Longer than anybody waits. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final String USER_AGENT = "camel-datamaker" + ProductVersion.get().map(version -> "/" + version).orElse("");

    private final BaseUrl baseUrl;
    private final Credentials credentials;
    private final Lazy<HttpCalls> calls;
    private final Lazy<RequestBodies> bodies;
    private final Resilience resilience;
    private final Retries retries;
    private final WorkspaceBudget budget;
    private final Connections connections;
    private final Timeouts timeouts;
    private final Traffic traffic;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Set<PendingResponse> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** What {@link DataMakerClientBuilder} has gathered. */
    record Settings(
            BaseUrl baseUrl, Credentials credentials, Supplier<OkHttpClient> http, Supplier<ObjectMapper> mapper,
            Connections connections,
            Timeouts timeouts, Resilience resilience, Traffic traffic, Clock clock, ScheduledExecutorService timer) {
    }

    DataMakerClient(Settings settings) {
        Supplier<OkHttpClient> http = settings.http();
        this.baseUrl = settings.baseUrl();
        this.credentials = settings.credentials();
        this.clock = settings.clock();
        this.timer = settings.timer();
        this.resilience = settings.resilience();
        this.traffic = settings.traffic();
        this.connections = settings.connections();
        this.timeouts = settings.timeouts();
        this.calls = new Lazy<>(() -> new HttpCalls(http.get(), timeouts, clock, traffic, credentials));
        this.bodies = new Lazy<>(() -> new RequestBodies(settings.mapper()));
        this.retries = new Retries(resilience, new DueTimes(timer));
        this.budget = WorkspaceBudget.open(baseUrl, credentials.key(), clock);
    }

    /**
     * Sends a request when the workspace's budget has room for it, and retries it if it may be repeated. Its future completes
     * with a successful response, which the caller closes, or with {@link DataMakerApiException} (an error answer),
     * {@link DataMakerTimeoutException} or {@link DataMakerConnectionException}. It completes on a thread of OkHttp or of the
     * timer: do long work elsewhere.
     *
     * @throws DataMakerException if the request is wrong: an id that cannot be in a path, or a body that is no JSON
     */
    public PendingResponse send(ApiRequest request) {
        return send(request, http(request), Optional.empty());
    }

    /**
     * Sends a request as {@link #send(ApiRequest)} does, on a thread of the caller.
     *
     * @param caller runs each call until its answer begins. If it refuses one, the request fails, unsent
     */
    public PendingResponse send(ApiRequest request, Executor caller) {
        return send(request, http(request), Optional.of(caller));
    }

    /**
     * Sends a request as {@link #send(ApiRequest)} does, if a last check allows it.
     *
     * @param lastCheck runs on a thread that may wait, each time the request has its connection and is about to be written; if it
     *                  throws, the request fails with that, unsent
     */
    public PendingResponse send(ApiRequest request, Runnable lastCheck) {
        return send(request, http(request).newBuilder().tag(LastCheck.class, new LastCheck(lastCheck)).build(),
                Optional.empty());
    }

    private PendingResponse send(ApiRequest request, Request http, Optional<Executor> caller) {
        PendingResponse response = new PendingResponse(http.method() + " " + http.url().encodedPath(), caller);
        Claim claim = new Claim(
                response, http.method(), http.url().encodedPath(), request.load(), resilience, deadline(request.load()), clock,
                timer);
        Attempts attempts = new Attempts(request, http);
        retries.of(request, claim).run(() -> attempt(claim, attempts))
                .whenComplete((answer, error) -> finish(claim, answer, error));
        if (request.load().patience() != Load.Patience.NONE) {
            pending.add(response);
            response.future().whenComplete((answer, error) -> pending.remove(response));
            endIfClosed(response);
        }
        return response;
    }

    // After the close the timer may end, and then nothing would wake the request.
    private void endIfClosed(PendingResponse response) {
        if (closed && response.isWaiting()) {
            response.cancel();
        }
    }

    private Instant deadline(Load load) {
        Duration longest = switch (load.patience()) {
            case NONE -> Duration.ZERO;
            case OF_CLIENT -> resilience.longestWait();
            case UNTIL_ITS_TURN -> FOR_EVER;
        };
        return clock.instant().plus(longest);
    }

    // Never throws: a repetition runs on the timer, which would report it to nobody.
    private CompletableFuture<ApiResponse> attempt(Claim claim, Attempts attempts) {
        CompletableFuture<Void> granted;
        try {
            granted = budget.take(claim);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
        return granted.thenCompose(turn -> call(claim, attempts).whenComplete((response, error) -> {
            try {
                settle(claim, attempts, cause(error));
                if (error != null) {
                    claim.pending().failed();
                }
                failIfClosed(claim, cause(error));
            } catch (Throwable e) {
                // The request fails, so nobody takes the response.
                if (response != null) {
                    response.close();
                }
                throw e;
            }
        }));
    }

    // A closed client does not repeat it.
    private void failIfClosed(Claim claim, @Nullable Throwable error) {
        if (closed && error != null && claim.load().patience() != Load.Patience.NONE) {
            claim.pending().future().completeExceptionally(error);
        }
    }

    private CompletableFuture<ApiResponse> call(Claim claim, Attempts attempts) {
        OpenCalls open = connections.openCalls(baseUrl, attempts.request());
        return open.begin(claim, timeouts.response()).thenCompose(turn -> {
            CompletableFuture<ApiResponse> answer = claim.pending().isDone()
                    ? CompletableFuture.failedFuture(new CancellationException()) : send(claim, attempts);
            return answer.whenComplete((response, error) -> open.end());
        });
    }

    private CompletableFuture<ApiResponse> send(Claim claim, Attempts attempts) {
        try {
            traffic.sent(attempts.isRepeated());
            long sent = System.nanoTime();
            return calls.get().send(attempts, claim.pending()).whenComplete(
                    (response, error) -> traffic.answered(attempts.request(), System.nanoTime() - sent, cause(error)));
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void settle(Claim claim, Attempts attempts, @Nullable Throwable error) {
        if (error == null) {
            traffic.generated(claim.load().rows());
        } else {
            attempts.failed(error);
        }
        boolean isAnswered = error instanceof DataMakerApiException;
        if (error instanceof CancellationException
                || !isAnswered && error instanceof DataMakerException ours && ours.isNeverSent()) {
            budget.notSent(claim);
        } else {
            budget.answered(claim, error);
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    private static void finish(Claim claim, ApiResponse response, Throwable error) {
        if (error != null) {
            claim.pending().future().completeExceptionally(explain(claim, cause(error)));
        } else if (!claim.pending().future().complete(response)) {
            response.close();
        }
    }

    private static Throwable explain(Claim claim, Throwable error) {
        return error instanceof RejectedExecutionException
                ? new DataMakerException(
                        claim.method() + " " + claim.path() + " failed and is not repeated: the timer takes no task: "
                                + error.getMessage(),
                        error)
                : error;
    }

    private Request http(ApiRequest request) {
        connections.prepare(calls);
        Request.Builder builder = new Request.Builder()
                .url(baseUrl.resolve(request.path(), request.ids(), request.query()))
                .header("User-Agent", USER_AGENT)
                .method(request.method(),
                        request.body().map(bodies.get()::of).orElseGet(() -> bodies.get().none(request.method())));
        credentials.addTo(builder);
        request.accept().ifPresent(type -> builder.header("Accept", type));
        request.trace().ifPresent(trace -> {
            builder.header("traceparent", trace.parent());
            trace.state().ifPresent(state -> builder.header("tracestate", state));
        });
        // The HTML standard sends ids as UTF-8.
        request.lastEventId().ifPresent(id -> builder.headers(
                builder.build().headers().newBuilder().addUnsafeNonAscii("Last-Event-ID", id).build()));
        Request made = builder.tag(Duration.class, request.responseLimit(timeouts.response())).build();
        // A request that cannot be sent must not use the budget. Last, because another thread may still make the client.
        calls.get();
        return made;
    }

    /** Text of the service that is about to be shown, with the key and secret headers masked. */
    public String withoutKey(String text) {
        return credentials.mask(text);
    }

    /** Whether another client has the same base URL and key. */
    public boolean hasSameWorkspace(DataMakerClient other) {
        return budget == other.budget;
    }

    /** The address of the service. */
    public String baseUrl() {
        return baseUrl.toString();
    }

    /** What is known of the workspace's budget. */
    public BudgetState budget() {
        return budget.state(resilience.maxRowsPerHour(), clock.instant());
    }

    /**
     * Releases the workspace's budget, cancels the requests that wait, and repeats none. Requests in flight may still arrive. The
     * owner of the OkHttp client closes it.
     */
    @Override
    public void close() {
        closed = true;
        pending.forEach(this::endIfClosed);
        budget.release();
    }

    @Override
    public String toString() {
        return "DataMakerClient[" + baseUrl + "]";
    }
}
