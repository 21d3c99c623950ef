package io.github.cameldatamaker.run;

import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.Load;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service to cancel a run that nobody waits for any more ({@code DELETE /scenarios/{id}/runs/{run_id}}).
 */
public final class RunCancellation {

    private static final Logger LOG = LoggerFactory.getLogger(RunCancellation.class);
    private static final int CONFLICT = 409;

    private RunCancellation() {
    }

    /**
     * Completes when the service has answered, and never fails.
     *
     * @param load whether there is time to wait for the budget
     */
    public static CompletableFuture<Void> send(DataMakerClient client, String scenario, String run, Load load) {
        CompletableFuture<ApiResponse> answer;
        try {
            answer = client.send(RunRequests.cancel(scenario, run).withLoad(load)).future();
        } catch (Throwable e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.handle((response, error) -> {
            if (response != null) {
                response.close();
            } else if (!isOver(error)) {
                LOG.warn("Run {} of scenario {} could not be cancelled and may continue: {}", run, scenario, error.getMessage());
            }
            return null;
        });
    }

    // It is gone, or has finished meanwhile. The contract does not say with which code the service tells.
    private static boolean isOver(Throwable error) {
        return error instanceof DataMakerApiException api
                && (api.isNotFound() || api.getStatusCode() == CONFLICT);
    }
}
