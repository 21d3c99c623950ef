package io.github.cameldatamaker;

import io.github.cameldatamaker.client.ApiResponse;
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
 * the response.
 */
public class DataMakerProducer extends DefaultAsyncProducer {

    private final Session session;

    DataMakerProducer(Endpoint endpoint, Session session) {
        super(endpoint);
        this.session = session;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Passage passage = new Passage(exchange, callback, session.workers());
        try {
            OperationCall call = OperationCall.of(exchange, session);
            if (call.operation().result().isOpen()) {
                session.expectOpenBody(exchange);
            }
            if (call.operation().content() == DataMakerOperation.Content.RUN) {
                new RunFlow(passage, call).start();
            } else if (call.operation().content() == DataMakerOperation.Content.CHECK) {
                new CheckFlow(passage, call).start();
            } else {
                call.send().future()
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
