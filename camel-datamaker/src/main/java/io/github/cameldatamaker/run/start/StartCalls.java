package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunRequests;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one start, one after the other, until it is given up: the post that starts the run, and what looks for the run.
 */
final class StartCalls {

    private final DataMakerClient client;
    private final StartRequest start;
    private final AwaitOptions options;
    private final Instant begun;
    private volatile boolean isPosting;
    private volatile @Nullable PendingResponse post;
    private volatile @Nullable PendingResponse current;
    private volatile @Nullable RunSearch search;
    private volatile boolean givenUp;

    /** How far the post has come. */
    enum Progress {
        /** There is no post, so a run with the key is of another start. */
        NOT_SENT,
        /** The budget holds it back, or it waits to be repeated. */
        HELD_BACK,
        /** It may have started a run. */
        SENT
    }

    StartCalls(DataMakerClient client, StartRequest start, AwaitOptions options) {
        this.client = client;
        this.start = start;
        this.options = options;
        this.begun = options.clock().instant();
    }

    /**
     * Sends the post.
     *
     * @param lastCheck runs before the first byte is written, and may refuse it
     */
    CompletableFuture<StartAnswer> post(ApiRequest request, Optional<Runnable> lastCheck) {
        isPosting = true;
        try {
            // Read after isPosting is set: whoever gives up meanwhile sees the post, or the post is not sent.
            if (givenUp) {
                return CompletableFuture.failedFuture(new CancellationException());
            }
            PendingResponse sent = lastCheck.map(check -> client.send(request, check)).orElseGet(() -> client.send(request));
            post = sent;
            return answerOf(sent).thenApply(this::read);
        } finally {
            isPosting = false;
        }
    }

    /** The post was certainly not sent. */
    void notSent() {
        post = null;
    }

    /** Describes a run. */
    CompletableFuture<StartAnswer> describe(String run) {
        return send(RunRequests.read(start.scenario(), run)).thenApply(this::read);
    }

    /**
     * Searches the run with the key.
     *
     * @param  intended     the time of the start
     * @param  until        the end of the search
     * @param  unsuccessful other runs with the same key
     * @return              its id; empty if there is none
     */
    CompletableFuture<Optional<String>> search(Instant intended, Instant until, Collection<String> unsuccessful) {
        RunSearch begun = new RunSearch(this::send, start, intended, unsuccessful, options);
        search = begun;
        return givenUp ? CompletableFuture.failedFuture(new CancellationException()) : begun.find(until);
    }

    private CompletableFuture<ApiResponse> send(ApiRequest request) {
        return answerOf(client.send(request));
    }

    private CompletableFuture<ApiResponse> answerOf(PendingResponse sent) {
        current = sent;
        if (givenUp) {
            sent.cancel();
        }
        return sent.future();
    }

    private StartAnswer read(ApiResponse response) {
        Run run = new Run(JsonDocument.readObject(response, options.maxSize()));
        Duration remaining = options.completionTimeout().minus(Duration.between(begun, options.clock().instant()));
        return new StartAnswer(run, response, remaining.toMillis() < 1 ? Duration.ofMillis(1) : remaining);
    }

    /** When the start began. */
    Instant begun() {
        return begun;
    }

    /** Whether nothing is in flight, or nothing that starts a run. */
    boolean isWaiting() {
        PendingResponse sent = post;
        return sent == null || sent.isDone() || sent.isWaiting();
    }

    /** Sends no further request. Returns how far the post had come. */
    Progress giveUp() {
        givenUp = true;
        PendingResponse sent = post;
        if (isPosting || sent != null && !sent.isWaiting()) {
            return Progress.SENT;
        }
        return sent == null ? Progress.NOT_SENT : Progress.HELD_BACK;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** Ends the request or the search that is under way. */
    void cancel() {
        Optional.ofNullable(search).ifPresent(RunSearch::cancel);
        Optional.ofNullable(current).ifPresent(PendingResponse::cancel);
    }

    /** Why a step failed. A stage that depends on another one wraps the reason. */
    static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
