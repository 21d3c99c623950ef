package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Pages;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunRequests;
import io.github.resilience4j.core.IntervalFunction;

/**
 * Searches the run with a key among those of a scenario ({@code GET /scenarios/{id}/runs}), newest first, page by page. No thread
 * waits.
 */
final class RunSearch {

    private static final int MAX_PAGES = 100;
    /** The clock of the service may differ. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final IntervalFunction BETWEEN = IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 1.5);

    private final Function<ApiRequest, CompletableFuture<ApiResponse>> sender;
    private final StartRequest start;
    private final Instant earliestStart;
    private final AwaitOptions options;
    private final Collection<String> unsuccessful;
    private volatile boolean cancelled;
    private volatile boolean isNewestFirst = true;
    /** Whether a run was older than the run before it. */
    private volatile boolean isOrdered;
    private volatile Instant before = Instant.MAX;

    /**
     * @param intended     the time of the start; earlier runs are not the run
     * @param unsuccessful other runs with the same key
     */
    RunSearch(Function<ApiRequest, CompletableFuture<ApiResponse>> sender, StartRequest start, Instant intended,
            Collection<String> unsuccessful, AwaitOptions options) {
        this.sender = sender;
        this.start = start;
        this.earliestStart = intended.minus(SKEW);
        this.unsuccessful = unsuccessful;
        this.options = options;
    }

    /**
     * Searches until it finds the run or the time is over. Returns its id; empty if there is none. Fails with
     * {@link DataMakerException} if the runs cannot be listed.
     */
    CompletableFuture<Optional<String>> find(Instant until) {
        return find(until, 1);
    }

    /** Stops the search. */
    void cancel() {
        cancelled = true;
    }

    private CompletableFuture<Optional<String>> find(Instant until, int attempt) {
        if (cancelled) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        isNewestFirst = true;
        before = Instant.MAX;
        ApiRequest request = RunRequests.list(start.scenario());
        return page(request, 1).thenCompose(found -> {
            boolean isOver = !options.clock().instant().isBefore(until);
            return found.isPresent() || isOver
                    ? CompletableFuture.completedFuture(found)
                    : options.pause(Duration.ofMillis(BETWEEN.apply(attempt))).thenCompose(over -> find(until, attempt + 1));
        });
    }

    private CompletableFuture<Optional<String>> page(ApiRequest request, int number) {
        return sender.apply(request).thenCompose(response -> {
            Pages page = new Pages(next -> {
                throw new IllegalStateException("One page at a time");
            }, request, response, options.maxSize());
            boolean isTooOld = false;
            while (!page.isAtEndOfPage() && page.hasNext()) {
                Run run = new Run(page.next());
                if (hasKey(run) && run.id().filter(unsuccessful::contains).isEmpty()) {
                    return CompletableFuture.completedFuture(run.id());
                }
                isTooOld = isTooOld(run);
                noteOrder(run);
            }
            // If the newest runs come first, all later ones are older.
            if (page.nextCursor().isEmpty() || isTooOld && isNewestFirst && isOrdered) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            if (number == MAX_PAGES) {
                throw new DataMakerException("it is not on the first " + MAX_PAGES + " pages of runs");
            }
            return page(request.withQuery("cursor", page.nextCursor().get()), number + 1);
        });
    }

    private void noteOrder(Run run) {
        Instant start = run.startedAt().orElse(Instant.MAX);
        isNewestFirst &= !start.isAfter(before);
        isOrdered |= start.isBefore(before) && !before.equals(Instant.MAX);
        before = start;
    }

    private boolean hasKey(Run run) {
        if (run.fields().get("params") instanceof Map<?, ?> params) {
            return start.key().value().equals(params.get(RunKey.PARAM));
        }
        if (isTooOld(run)) {
            return false;
        }
        throw new DataMakerException("the service lists run " + run.id().orElse("?") + " without its params");
    }

    private boolean isTooOld(Run run) {
        return run.startedAt().filter(start -> start.isBefore(earliestStart)).isPresent();
    }
}
