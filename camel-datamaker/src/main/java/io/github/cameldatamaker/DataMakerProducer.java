package io.github.cameldatamaker;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import io.github.cameldatamaker.client.ApiResponse;
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
        try {
            ExchangeOptions options = new ExchangeOptions(exchange.getMessage(), getEndpoint());
            if (options.operation().givesOpenBody()) {
                getEndpoint().expectOpenBody(exchange);
            }
            if (options.operation() == DataMakerOperation.runScenario) {
                startRun(exchange, callback, options);
            } else {
                getEndpoint().send(exchange, options.request()).whenComplete((response, error) -> goOn(
                        exchange, callback, response, () -> finish(exchange, callback, options, response, error)));
            }
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    // Off the HTTP threads: the rest of the route may block, or call datamaker again for each row.
    private void goOn(Exchange exchange, AsyncCallback callback, ApiResponse response, Runnable finish) {
        try {
            getEndpoint().getComponent(DataMakerComponent.class).getWorkers().execute(finish);
        } catch (RejectedExecutionException e) {
            if (response != null) {
                response.close();
            }
            exchange.setException(e);
            callback.done(false);
        }
    }

    private void finish(
            Exchange exchange, AsyncCallback callback, ExchangeOptions options, ApiResponse response, Throwable error) {
        try {
            if (FailedRequest.mayBeExpiredLog(options, error)) {
                lookForRun(exchange, callback, options, error);
                return;
            }
            if (error != null) {
                FailedRequest.set(exchange, options, error);
            } else {
                ResultBody.set(exchange, options, response);
                if (options.awaitsRun()) {
                    awaitRun(exchange, callback, options, getEndpoint().awaitOptions().completionTimeout());
                    return;
                }
            }
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(false);
    }

    /** Whatever becomes of the answer, the run is started once. */
    private void startRun(Exchange exchange, AsyncCallback callback, ExchangeOptions options) {
        // If it cannot be started, nobody shall take an earlier run for it.
        exchange.getMessage().removeHeader(DataMakerConstants.RUN);
        getEndpoint().start(exchange, options).whenComplete((answer, error) -> goOn(exchange, callback, null, () -> {
            try {
                if (error != null) {
                    FailedRequest.set(exchange, options, error);
                } else {
                    ResultBody.started(exchange, answer);
                    if (options.awaitsRun()) {
                        awaitRun(exchange, callback, options, answer.remaining());
                        return;
                    }
                }
            } catch (Exception e) {
                exchange.setException(e);
            }
            callback.done(false);
        }));
    }

    private void lookForRun(Exchange exchange, AsyncCallback callback, ExchangeOptions options, Throwable noLog) {
        getEndpoint().send(exchange, options.runOfLog()).whenComplete((run, error) -> goOn(exchange, callback, run, () -> {
            if (run == null) {
                FailedRequest.set(exchange, options, noLog);
            } else {
                run.close();
                FailedRequest.setExpiredLog(exchange);
            }
            callback.done(false);
        }));
    }

    /** The response has told of the run: from here on it is looked at until it has finished. */
    private void awaitRun(Exchange exchange, AsyncCallback callback, ExchangeOptions options, Duration remaining) {
        getEndpoint().await(exchange, options, remaining).whenComplete((run, error) -> goOn(exchange, callback, null, () -> {
            try {
                AwaitedRunBody.set(exchange, options, run, error);
            } catch (Exception e) {
                exchange.setException(e);
            }
            callback.done(false);
        }));
    }
}
