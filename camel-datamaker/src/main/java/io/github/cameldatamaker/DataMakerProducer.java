package io.github.cameldatamaker;

import java.time.Duration;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.operation.AwaitedRunBody;
import io.github.cameldatamaker.operation.ExchangeOptions;
import io.github.cameldatamaker.operation.FailedRequest;
import io.github.cameldatamaker.operation.Passage;
import io.github.cameldatamaker.operation.ResultBody;
import io.github.cameldatamaker.run.start.RunStart;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Resolves the options of an exchange, sends its request, and hands the response to the code that owns its kind. No thread
 * waits for the response.
 */
public class DataMakerProducer extends DefaultAsyncProducer {

    public DataMakerProducer(DataMakerEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public DataMakerEndpoint getEndpoint() {
        return (DataMakerEndpoint) super.getEndpoint();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Passage passage = new Passage(exchange, callback, getEndpoint().getComponent(DataMakerComponent.class).getWorkers());
        try {
            ExchangeOptions options = new ExchangeOptions(exchange.getMessage(), getEndpoint());
            if (options.operation().givesOpenBody()) {
                getEndpoint().expectOpenBody(exchange);
            }
            if (options.operation() == DataMakerOperation.runScenario) {
                startRun(passage, options);
            } else {
                getEndpoint().send(exchange, options.request()).whenComplete(
                        (response, error) -> passage.goOn(response, () -> finish(passage, options, response, error)));
            }
            return false;
        } catch (Throwable e) {
            return passage.fail(e);
        }
    }

    private boolean finish(Passage passage, ExchangeOptions options, ApiResponse response, Throwable error) {
        if (FailedRequest.mayBeExpiredLog(options, error)) {
            lookForRun(passage, options, error);
            return false;
        }
        if (error != null) {
            FailedRequest.set(passage.exchange(), options, error);
            return true;
        }
        ResultBody.set(passage.exchange(), options, response);
        if (options.awaitsRun()) {
            awaitRun(passage, options, getEndpoint().awaitOptions().completionTimeout());
            return false;
        }
        return true;
    }

    /** Whatever becomes of the answer, the run is started once. */
    private void startRun(Passage passage, ExchangeOptions options) {
        // If it cannot be started, nobody shall take an earlier run for it.
        passage.exchange().getMessage().removeHeader(DataMakerConstants.RUN);
        getEndpoint().start(passage.exchange(), options).whenComplete(
                (answer, error) -> passage.goOn(null, () -> started(passage, options, answer, error)));
    }

    private boolean started(Passage passage, ExchangeOptions options, RunStart.Answer answer, Throwable error) {
        if (error != null) {
            FailedRequest.set(passage.exchange(), options, error);
            return true;
        }
        ResultBody.started(passage.exchange(), answer);
        if (options.awaitsRun()) {
            awaitRun(passage, options, answer.remaining());
            return false;
        }
        return true;
    }

    private void lookForRun(Passage passage, ExchangeOptions options, Throwable noLog) {
        getEndpoint().send(passage.exchange(), options.runOfLog()).whenComplete((run, error) -> passage.goOn(run, () -> {
            if (run == null) {
                FailedRequest.set(passage.exchange(), options, noLog);
            } else {
                run.close();
                FailedRequest.setExpiredLog(passage.exchange());
            }
            return true;
        }));
    }

    /** The response has told of the run: from here on it is looked at until it has finished. */
    private void awaitRun(Passage passage, ExchangeOptions options, Duration remaining) {
        getEndpoint().await(passage.exchange(), options, remaining).whenComplete((run, error) -> passage.goOn(null, () -> {
            AwaitedRunBody.set(passage.exchange(), options, run, error);
            return true;
        }));
    }
}
