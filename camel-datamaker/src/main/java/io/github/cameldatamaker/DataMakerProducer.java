package io.github.cameldatamaker;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.operation.CallerThread;
import io.github.cameldatamaker.operation.CheckFlow;
import io.github.cameldatamaker.operation.FailedBody;
import io.github.cameldatamaker.operation.OperationCall;
import io.github.cameldatamaker.operation.Passage;
import io.github.cameldatamaker.operation.ResultBody;
import io.github.cameldatamaker.operation.RunFlow;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Reads the options of an exchange, sends its request, and passes the response to the class for its result. No thread waits for
 * the response, unless the exchange is to stay on the thread that sends it.
 */
public class DataMakerProducer extends DefaultAsyncProducer {

    private final Session session;
    private final boolean isSynchronous;

    /** @param isSynchronous whether an exchange stays on the thread that sends it */
    DataMakerProducer(Endpoint endpoint, Session session, boolean isSynchronous) {
        super(endpoint);
        this.session = session;
        this.isSynchronous = isSynchronous;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (isSynchronous) {
            processOnThisThread(exchange);
            callback.done(true);
            return true;
        }
        return begin(Passage.onWorkers(exchange, callback, session.workers()));
    }

    private void processOnThisThread(Exchange exchange) {
        CallerThread thread = new CallerThread();
        begin(Passage.onCaller(exchange, doneSync -> thread.end(), thread));
        boolean interrupted = thread.work(() -> session.waits().endWaitsOf(exchange));
        if (interrupted && exchange.getException() != null) {
            exchange.setException(new DataMakerException(getEndpoint() + " was interrupted", exchange.getException()));
        }
    }

    /** Returns whether it has ended, on this thread. */
    private boolean begin(Passage passage) {
        Exchange exchange = passage.exchange();
        try {
            DataMakerOperation operation = OperationCall.operation(exchange, session);
            if (operation.has(DataMakerOperation.Trait.SEVERAL_REQUESTS)) {
                new CheckFlow(passage, session).start();
                return false;
            }
            OperationCall call = OperationCall.of(exchange, session, operation);
            if (operation.result().isOpen()) {
                session.expectOpenBody(exchange);
            }
            if (operation.content() == DataMakerOperation.Content.RUN) {
                new RunFlow(passage, call).start();
            } else {
                call.send(passage).future()
                        .whenComplete((response, error) -> passage.goOn(response, () -> finish(passage, call, response, error)));
            }
            return false;
        } catch (Throwable e) {
            return passage.fail(e);
        }
    }

    private static boolean finish(Passage passage, OperationCall call, ApiResponse response, Throwable error) {
        if (FailedBody.mayBeMissing(call, error)) {
            new RunFlow(passage, call).lookForRun(error);
            return false;
        }
        if (error != null) {
            FailedBody.set(call, error);
            return true;
        }
        ResultBody.set(call, response);
        if (call.options().awaitsRun()) {
            new RunFlow(passage, call).await();
            return false;
        }
        return true;
    }
}
