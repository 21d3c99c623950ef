package io.github.cameldatamaker.operation;

import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.check.ServiceCheck;
import io.github.cameldatamaker.json.JsonBodies;

/**
 * Checks the service for an exchange. The thread of its passage waits for the answers.
 */
public final class CheckFlow {

    private final Passage passage;
    private final OperationCall call;

    public CheckFlow(Passage passage, OperationCall call) {
        this.passage = passage;
        this.call = call;
    }

    public void start() {
        passage.goOn(null, () -> {
            run();
            return true;
        });
    }

    private void run() {
        CompletableFuture<Void> running = new CompletableFuture<>();
        try (ServiceCheck check = call.session().check()) {
            running.whenComplete((done, stopped) -> check.cancel());
            call.session().waits().addCheck(running, call.exchange());
            call.exchange().getMessage().setBody(JsonBodies.object(check.run().toMap()));
            ResultBody.clearHeaders(call.exchange().getMessage());
        } catch (Exception e) {
            FailedBody.set(call, e);
        } finally {
            running.complete(null);
        }
    }
}
