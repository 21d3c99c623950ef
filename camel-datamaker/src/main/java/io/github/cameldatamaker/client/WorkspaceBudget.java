package io.github.cameldatamaker.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The budget of a workspace, which is a base URL and a key. All its users in the JVM share it. It learns from every response, and
 * holds requests back before the service refuses them.
 */
final class WorkspaceBudget {

    /** By base URL and key. */
    private static final Map<Map.Entry<String, ApiKey>, WorkspaceBudget> ALL = new HashMap<>();
    /** The wait if the service refuses and does not say for how long. */
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private final RequestAllowance requests = new RequestAllowance();
    private final RowAllowance rows = new RowAllowance();
    private final WaitingLine requestLine = new WaitingLine(requests);
    private final WaitingLine rowLine = new WaitingLine(rows);
    private int users;

    private WorkspaceBudget() {
    }

    /** The budget of the workspace; the caller must release it. Unused budgets without rows that count are forgotten. */
    static WorkspaceBudget open(BaseUrl baseUrl, ApiKey key, Clock clock) {
        synchronized (ALL) {
            ALL.values().removeIf(budget -> budget.users == 0 && !budget.isInUse(clock.instant()));
            WorkspaceBudget budget = ALL.computeIfAbsent(Map.entry(baseUrl.toString(), key),
                    workspace -> new WorkspaceBudget());
            budget.users++;
            return budget;
        }
    }

    /** The budget outlives its users, so that a restarted route continues its hour. */
    void release() {
        synchronized (ALL) {
            users--;
        }
    }

    private boolean isInUse(Instant now) {
        synchronized (rowLine) {
            if (rows.isInUse(now)) {
                return true;
            }
        }
        synchronized (requestLine) {
            return requests.isInUse(now);
        }
    }

    /**
     * Completes when the request may be sent.
     *
     * @throws DataMakerException if it asks for more rows than an hour has
     */
    CompletableFuture<Void> take(Claim claim) {
        if (claim.load().patience() == Load.Patience.NONE) {
            synchronized (requestLine) {
                requests.take(claim, claim.now());
            }
            return CompletableFuture.completedFuture(null);
        }
        if (claim.load().rows() == 0) {
            return requestLine.join(claim);
        }
        OptionalLong limit;
        synchronized (rowLine) {
            limit = rows.limit(claim);
        }
        if (limit.isPresent() && claim.load().rows() > limit.getAsLong()) {
            throw new DataMakerException(
                    "count is " + claim.load().rows() + ", but an hour has only " + limit.getAsLong()
                            + " rows (option maxRowsPerHour). Cut it into chunks with datamaker:plan");
        }
        return rowLine.join(claim).thenCompose(granted -> requestLine.join(claim).whenComplete((done, error) -> {
            if (error != null) {
                giveBackRows(claim);
                rowLine.moveOn();
            }
        }));
    }

    /** What is known, for monitoring. */
    BudgetState state(OptionalLong maxRowsPerHour, Instant now) {
        OptionalLong requestsLeft;
        synchronized (requestLine) {
            requestsLeft = requests.left(now);
        }
        synchronized (rowLine) {
            long used = rows.used(now);
            return new BudgetState(
                    requestsLeft, used,
                    maxRowsPerHour.isEmpty() ? maxRowsPerHour : OptionalLong.of(Math.max(0, maxRowsPerHour.getAsLong() - used)));
        }
    }

    /** A response has come, or an error after the request may have reached the service. */
    void answered(Claim claim, @Nullable Throwable error) {
        Instant now = claim.now();
        Optional<RateLimit> said = claim.pending().rateLimit();
        synchronized (requestLine) {
            said.ifPresentOrElse(limit -> requests.answered(limit, error == null, now), requests::unanswered);
        }
        synchronized (rowLine) {
            // A refused request generated nothing; a broken one may have.
            if (error instanceof DataMakerApiException api && api.getStatusCode() < 500) {
                rows.giveBack(claim);
            } else {
                rows.use(claim, now);
            }
        }
        if (error instanceof DataMakerRateLimitException refused) {
            refused(claim, refused, now);
        }
        moveOn();
    }

    private void refused(Claim claim, DataMakerRateLimitException refused, Instant now) {
        Duration wait = refused.getRetryAfter().orElse(UNTOLD);
        boolean ofRows = refused.getCode().filter("quota_exceeded"::equals).isPresent();
        synchronized (ofRows ? rowLine : requestLine) {
            if (ofRows) {
                rows.refused(claim, wait, now);
            } else {
                requests.refused(wait, now);
            }
        }
    }

    /** The service did not get the request. */
    void notSent(Claim claim) {
        synchronized (requestLine) {
            requests.giveBack();
        }
        giveBackRows(claim);
        moveOn();
    }

    private void giveBackRows(Claim claim) {
        synchronized (rowLine) {
            rows.giveBack(claim);
        }
    }

    /** Grants the claims that can go, and removes those that no longer wait. */
    void moveOn() {
        requestLine.moveOn();
        rowLine.moveOn();
    }
}
