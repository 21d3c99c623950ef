package io.github.cameldatamaker.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.cameldatamaker.client.ApiError;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;

/**
 * Gathers what a check finds.
 */
final class Findings {

    private static final int MAX_LENGTH = 500;
    private static final int MOST_TIMEOUTS = 3;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final List<Finding> all = new ArrayList<>();
    private final UnaryOperator<String> masking;
    private int timeouts;

    /** @param masking masks secrets in what the service says */
    Findings(UnaryOperator<String> masking) {
        this.masking = masking;
    }

    void add(String about, Verdict verdict, String text) {
        add(about, verdict, text, "");
    }

    void add(String about, Verdict verdict, String text, String advice) {
        all.add(new Finding(about, verdict, line(text), line(advice)));
    }

    // The service decides what some of these texts hold.
    private String line(String text) {
        String line = masking.apply(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "..." : line;
    }

    /** Adds that the budget is used up. Whatever is asked next would be refused too. */
    void addUsedUp(String about, DataMakerRateLimitException refusal) {
        String said = refusal.getErrorMessage().isEmpty() ? "answered " + refusal.getStatusCode() : refusal.getErrorMessage();
        add(about, Verdict.unknown, refusal.getMethod() + " " + refusal.getPath() + ": " + said,
                "The budget is used up. Check again " + refusal.getRetryAfter()
                        .map(wait -> "in " + Math.max(1, wait.toSeconds()) + " s").orElse("later"));
    }

    /**
     * Adds the failure of a request.
     *
     * @param  consequence                 what cannot be used if the service does not have it
     * @throws DataMakerRateLimitException if the failure is one, because it is not about this request
     */
    void addFailure(String about, DataMakerException failure, String consequence) {
        if (failure instanceof DataMakerRateLimitException usedUp) {
            throw usedUp;
        } else if (failure instanceof DataMakerApiException api) {
            addRefusal(about, api.getError(), consequence);
        } else if (failure instanceof NotAskedException) {
            add(about, Verdict.unknown, failure.getMessage());
        } else {
            timeouts += failure instanceof DataMakerTimeoutException ? 1 : 0;
            boolean hasFailed = failure.isTemporary() || failure instanceof DataMakerTruncatedException;
            add(about, hasFailed ? Verdict.failed : Verdict.missing, failure.getMessage(), hasFailed ? "" : consequence);
        }
    }

    private void addRefusal(String about, ApiError error, String consequence) {
        switch (error.statusCode()) {
            case UNAUTHORIZED, FORBIDDEN -> add(about, Verdict.refused, error.describe(),
                    "The key, or the role of the user who made it, is not enough for this");
            case NOT_FOUND, GONE, NOT_ALLOWED, NOT_IMPLEMENTED -> add(about, Verdict.missing, error.describe(), consequence);
            default -> add(about, Verdict.failed, error.describe(),
                    error.requestId() == null ? "" : "For a support ticket: the request id is " + error.requestId());
        }
    }

    /** @throws NotAskedException if so many requests had no answer in time that another one will have none */
    void requireAnswers() {
        if (timeouts >= MOST_TIMEOUTS) {
            throw new NotAskedException(timeouts);
        }
    }

    boolean has(Verdict verdict) {
        return all.stream().anyMatch(finding -> finding.verdict() == verdict);
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
