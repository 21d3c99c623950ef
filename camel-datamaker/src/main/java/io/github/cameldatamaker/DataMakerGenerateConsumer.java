package io.github.cameldatamaker;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.consume.ConsumerHealthCheck;
import io.github.cameldatamaker.consume.FailedPoll;
import io.github.cameldatamaker.consume.PaidFailures;
import io.github.cameldatamaker.operation.ExchangeOptions;
import io.github.cameldatamaker.operation.ResultBody;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.ObjectHelper;

/**
 * Generates at each poll, and emits one exchange with the generated data. When polls fail that were paid for, the next ones wait longer,
 * and behind {@value PaidFailures#MOST} in a row there are none until the route starts again.
 */
public class DataMakerGenerateConsumer extends ScheduledPollConsumer {

    /** What the next poll has to do with those before it. */
    final PaidFailures failures = new PaidFailures();
    private volatile PendingResponse underWay;

    public DataMakerGenerateConsumer(DataMakerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public DataMakerEndpoint getEndpoint() {
        return (DataMakerEndpoint) super.getEndpoint();
    }

    @Override
    protected void doBuild() throws Exception {
        if (getHealthCheck() == null) {
            setHealthCheck(new ConsumerHealthCheck(this, failures));
        }
        super.doBuild();
    }

    @Override
    protected void doStart() throws Exception {
        checkOptions();
        failures.forget();
        super.doStart();
    }

    public void checkOptions() {
        checkOptions(getEndpoint().getConfiguration());
    }

    /** No exchange brings a header here, so what is missing in the URI is missing. */
    public static void checkOptions(DataMakerConfiguration configuration) {
        if (ObjectHelper.isEmpty(configuration.getTemplate())) {
            throw new DataMakerException("from(\"datamaker:generate\") needs the option template");
        }
        if (configuration.getCount() == null) {
            throw new DataMakerException("from(\"datamaker:generate\") needs the option count");
        }
    }

    @Override
    protected int poll() throws Exception {
        return failures.mayPoll() ? pollNow() : 0;
    }

    int pollNow() throws Exception {
        Exchange exchange = createExchange(false);
        try {
            generate(exchange);
            forceConsumerAsReady();
            getProcessor().process(exchange);
            return completed(exchange) ? 1 : 0;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void generate(Exchange exchange) {
        ExchangeOptions options = new ExchangeOptions(exchange.getMessage(), getEndpoint());
        boolean isPaid = false;
        try {
            ApiResponse response = send(exchange, options);
            isPaid = true;
            ResultBody.set(exchange, options, response);
        } catch (Throwable e) {
            RuntimeException failure = FailedPoll.of(e);
            throw isPaid || FailedPoll.mayBePaid(failure) ? paidInVain(failure, false) : failure;
        }
    }

    private boolean completed(Exchange exchange) {
        requireNoRollback(exchange);
        if (exchange.getException() == null) {
            failures.forget();
            return true;
        }
        paidInVain(exchange, "Error processing exchange", false);
        return false;
    }

    /** Counts a poll that was paid for and has failed; the failure, and what follows where it was the last poll. */
    RuntimeException paidInVain(RuntimeException failure, boolean hasProgress) {
        if (isEnding()) {
            return failure;
        }
        failures.failed(failure, hasProgress);
        if (!failures.isOver()) {
            return failure;
        }
        endWithoutInterrupt();
        return FailedPoll.last(failure, failures.consequence());
    }

    /** Counts a poll whose exchange has failed, and tells of it. */
    void paidInVain(Exchange exchange, String what, boolean hasProgress) {
        String consequence = "";
        // A policy may have suspended the consumer for this failure: it counts all the same.
        if (!isEnding()) {
            failures.failed(exchange.getException(), hasProgress);
            consequence = ". " + failures.consequence();
        }
        if (failures.isOver()) {
            endWithoutInterrupt();
        }
        getExceptionHandler().handleException(what + consequence, exchange, exchange.getException());
    }

    /** A transaction that was rolled back on purpose leaves no exception. */
    static void requireNoRollback(Exchange exchange) {
        if (exchange.getException() == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
            exchange.setException(new RollbackExchangeException(exchange));
        }
    }

    /**
     * Cancels the scheduler; the consumer stays started. Camel interrupts the thread whose task it cancels, which is this one, and
     * whoever is told of a failure may want to wait.
     */
    void endWithoutInterrupt() {
        boolean wasInterrupted = Thread.interrupted();
        getScheduler().unscheduleTask();
        Thread.interrupted();
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the request, and waits for its response, until the consumer stops. */
    ApiResponse send(Exchange exchange, ExchangeOptions options) {
        PendingResponse call = getEndpoint().send(exchange, options.request());
        underWay = call;
        try {
            if (!mayGoOn()) {
                call.cancel(true);
            }
            return getEndpoint().await(options, call);
        } finally {
            underWay = null;
        }
    }

    /** Whether somebody wants what a request would bring. */
    boolean mayGoOn() {
        return !isEnding();
    }

    /** Whether the consumer stops, so that a failure may be the stop's. */
    boolean isEnding() {
        return !isRunAllowed();
    }

    /** Ends the request that is under way. */
    void cancelCall() {
        PendingResponse call = underWay;
        if (call != null) {
            call.cancel(true);
        }
    }

    @Override
    protected void doStop() throws Exception {
        cancelCall();
        super.doStop();
    }
}
