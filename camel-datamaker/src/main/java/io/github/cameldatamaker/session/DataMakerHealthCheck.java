package io.github.cameldatamaker.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.BudgetState;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.Load;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the service accepts a workspace's key. It costs at most one request ({@code GET /templates}) a minute, so it is
 * one of Camel's producer checks, which are off unless {@code camel.health.producersEnabled} is set.
 */
final class DataMakerHealthCheck extends AbstractHealthCheck {

    /** How long an answer is used again. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final String baseUrl;
    private final DataMakerClient client;
    private final Clock clock;
    private @Nullable Answer last;

    /**
     * The answer of the service.
     *
     * @param status the HTTP status; 0 if there was none
     * @param error  null if all is well
     */
    private record Answer(Instant at, int status, @Nullable Throwable error) {
    }

    DataMakerHealthCheck(String id, String baseUrl, DataMakerClient client, Clock clock) {
        super("camel", id);
        this.baseUrl = baseUrl;
        this.client = client;
        this.clock = clock;
    }

    @Override
    protected synchronized void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        result.detail("service.url", baseUrl);
        try {
            if (last == null || !clock.instant().isBefore(last.at().plus(FRESH))) {
                last = ask();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.unknown();
            return;
        }
        describe(result, last);
        if (last.error() == null) {
            result.up();
        } else {
            result.down().message(last.error().getMessage()).error(last.error());
        }
    }

    private Answer ask() throws InterruptedException {
        Instant now = clock.instant();
        try (ApiResponse response = client.send(ApiRequest.of("GET", "/templates").withLoad(Load.POLL)).await()) {
            return new Answer(now, response.status(), null);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            Throwable error = e.getCause() == null ? e : e.getCause();
            int status = error instanceof DataMakerApiException api ? api.getStatusCode() : 0;
            // A service that refuses too many requests is up, and knows the key.
            return new Answer(now, status, error instanceof DataMakerRateLimitException ? null : error);
        }
    }

    private void describe(HealthCheckResultBuilder result, Answer answer) {
        result.detail("service.asked", answer.at().toString());
        if (answer.status() != 0) {
            result.detail(HTTP_RESPONSE_CODE, answer.status());
        }
        BudgetState budget = client.budget();
        budget.requestsLeft().ifPresent(left -> result.detail("budget.requestsLeft", left));
        result.detail("budget.rowsUsed", budget.rowsUsed());
        budget.rowsLeft().ifPresent(left -> result.detail("budget.rowsLeft", left));
    }
}
