package io.github.cameldatamaker.operation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.check.ServiceCheck;
import io.github.cameldatamaker.json.JsonBodies;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.Exchange;

/**
 * Checks the service for an exchange. The thread of its passage waits for the answers.
 */
public final class CheckFlow {

    private final Passage passage;
    private final Session session;

    public CheckFlow(Passage passage, Session session) {
        this.passage = passage;
        this.session = session;
    }

    public void start() {
        passage.goOn(null, () -> {
            run(passage.exchange());
            return true;
        });
    }

    private void run(Exchange exchange) {
        CompletableFuture<Void> running = new CompletableFuture<>();
        ResultBody.clearHeaders(exchange.getMessage());
        try (ServiceCheck check = session.check()) {
            running.whenComplete((done, stopped) -> check.cancel());
            session.waits().addCheck(running, exchange);
            exchange.getMessage().setBody(JsonBodies.object(check.run().toMap()));
        } catch (CancellationException e) {
            exchange.setException(FailedRequest.stopped(DataMakerOperation.check, e));
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            running.complete(null);
        }
    }
}
