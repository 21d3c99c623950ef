package io.github.cameldatamaker;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.consume.ConsumerHealthCheck;
import io.github.cameldatamaker.consume.Delivery;
import io.github.cameldatamaker.consume.FailedPoll;
import io.github.cameldatamaker.consume.PaidFailures;
import io.github.cameldatamaker.operation.OperationCall;
import io.github.cameldatamaker.operation.ResultBody;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Generates at each poll and emits one exchange with the generated data. After a failed poll that was paid for, the next one
 * waits longer. After {@value PaidFailures#MOST} in a row there are no polls until the route starts again.
 */
public class DataMakerGenerateConsumer extends ScheduledPollConsumer {

    /** The failed polls that were paid for. */
    final PaidFailures failures = new PaidFailures();
    final Session session;
    final Delivery delivery = new Delivery(this);
    private volatile PendingResponse underWay;

    DataMakerGenerateConsumer(Endpoint endpoint, Processor processor, Session session) {
        super(endpoint, processor);
        this.session = session;
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

    void checkOptions() {
        OptionChecks.checkGenerated(session.options().configuration());
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
            return completed(exchange) ? 1 : 0;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void generate(Exchange exchange) {
        OperationCall call = OperationCall.of(exchange, session);
        boolean isPaid = false;
        try {
            ApiResponse response = send(call);
            isPaid = true;
            ResultBody.set(call, response);
        } catch (Throwable e) {
            RuntimeException failure = FailedPoll.of(e);
            throw isPaid || FailedPoll.mayBePaid(failure) ? paidInVain(failure, false) : failure;
        }
    }

    private boolean completed(Exchange exchange) {
        if (delivery.isCompleted(exchange)) {
            failures.forget();
            return true;
        }
        paidInVain(exchange, "Error processing exchange", false);
        return false;
    }

    /** Counts a failed poll that was paid for. Returns the failure; if it was the last poll, its message says so. */
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

    /** Counts a poll whose exchange has failed, and reports it. */
    void paidInVain(Exchange exchange, String what, boolean hasProgress) {
        String consequence = "";
        // A policy may have suspended the consumer because of this failure. It still counts.
        if (!isEnding()) {
            failures.failed(exchange.getException(), hasProgress);
            consequence = ". " + failures.consequence();
        }
        if (failures.isOver()) {
            endWithoutInterrupt();
        }
        getExceptionHandler().handleException(what + consequence, exchange, exchange.getException());
    }

    /**
     * Cancels the scheduler; the consumer stays started. Camel interrupts the thread of the task that it cancels, which is this
     * one, but an exception handler may have to wait.
     */
    void endWithoutInterrupt() {
        boolean wasInterrupted = Thread.interrupted();
        getScheduler().unscheduleTask();
        Thread.interrupted();
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the request and waits for its response, until the consumer stops. */
    ApiResponse send(OperationCall call) {
        PendingResponse pending = call.send();
        underWay = pending;
        try {
            if (!mayGoOn()) {
                pending.cancel();
            }
            return call.await(pending);
        } finally {
            underWay = null;
        }
    }

    /** Whether another request makes sense. */
    boolean mayGoOn() {
        return !isEnding();
    }

    /** Whether the consumer is stopping, so that the stop may cause a failure. */
    boolean isEnding() {
        return !isRunAllowed();
    }

    /** Cancels the request in flight. */
    void cancelCall() {
        PendingResponse call = underWay;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    protected void doStop() throws Exception {
        cancelCall();
        super.doStop();
    }
}
