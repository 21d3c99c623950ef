package io.github.cameldatamaker;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.consume.LogExchange;
import io.github.cameldatamaker.consume.LogWatch;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.log.LogLine;
import io.github.cameldatamaker.run.log.LogListener;
import io.github.cameldatamaker.session.DataMakerMetrics;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.ObjectHelper;

/**
 * Emits the lines of the logs of a scenario's runs, or of one run, in order, and one last exchange for each run that has
 * finished. A poll looks for new runs; each run is followed on a thread of its own, or else its text is read by the poll. The
 * exchange of a line is complete before the next line is read.
 */
public class DataMakerLogsConsumer extends ScheduledPollConsumer {

    private final LogListener listener = new Emitter();
    private final AtomicInteger emitted = new AtomicInteger();
    private volatile LogWatch watch;

    public DataMakerLogsConsumer(DataMakerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public DataMakerEndpoint getEndpoint() {
        return (DataMakerEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        if (ObjectHelper.isEmpty(getEndpoint().getConfiguration().getScenario())) {
            boolean hasRun = ObjectHelper.isNotEmpty(getEndpoint().getConfiguration().getRun());
            throw new DataMakerException(
                    "from(\"datamaker:logs\") needs the option scenario"
                                         + (hasRun ? " beside the option run: a run is one of a scenario" : ""));
        }
        watch = new LogWatch(getEndpoint(), this, listener);
        super.doStart();
    }

    @Override
    public int poll() throws Exception {
        // This one to the end of the poll, which may come after a stop and another start.
        LogWatch current = watch;
        if (current == null) {
            return 0;
        }
        if (current.isOver()) {
            // As repeatCount ends it: the consumer stays started, and healthy.
            getScheduler().unscheduleTask();
            return emitted.getAndSet(0);
        }
        try {
            int found = current.poll();
            int count = emitted.getAndSet(0);
            // Lines come without polls: a greedy consumer would list runs as fast as it can.
            return getEndpoint().getConsumerConfiguration().isFollow() && isGreedy() ? found : count;
        } catch (DataMakerException e) {
            // Several are told of by their first.
            if ((e instanceof DataMakerApiException ? e : e.getCause()) instanceof DataMakerApiException api) {
                addLastErrorDetail(HealthCheck.HTTP_RESPONSE_CODE, api.getStatusCode());
            }
            throw e;
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        watch.pause();
    }

    @Override
    protected void doResume() throws Exception {
        watch.resume();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        LogWatch current = watch;
        watch = null;
        if (current == null) {
            super.doStop();
            return;
        }
        try {
            current.pause();
            // What a line has begun is finished, in a route that still goes, and its position written.
            current.awaitLines();
            super.doStop();
        } finally {
            current.close();
        }
    }

    private DataMakerMetrics metrics() {
        return getEndpoint().getComponent(DataMakerComponent.class).getMetrics();
    }

    /** Makes an exchange of a line, and of the end, and waits until it is complete. */
    private final class Emitter implements LogListener {

        @Override
        public void answered() {
            forceConsumerAsReady();
        }

        @Override
        public void connected(String run, boolean again) {
            metrics().logConnected(again);
        }

        @Override
        public void disconnected(String run) {
            metrics().logDisconnected();
        }

        @Override
        public boolean line(String run, LogLine line) {
            return emit(message -> LogExchange.line(message, run, line));
        }

        @Override
        public boolean finished(String run, Run state) {
            return emit(message -> LogExchange.end(message, run, state));
        }

        @Override
        public void problem(String run, RuntimeException problem) {
            getExceptionHandler().handleException("The log of run " + run + " goes on, but not as it should", problem);
        }

        private boolean emit(Consumer<Message> content) {
            Exchange exchange = createExchange(false);
            try {
                content.accept(exchange.getMessage());
                getProcessor().process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            try {
                // A transaction that was rolled back on purpose leaves no exception.
                if (exchange.getException() == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
                    exchange.setException(new RollbackExchangeException(exchange));
                }
                if (exchange.getException() != null) {
                    getExceptionHandler().handleException(
                            "Error processing exchange. The line comes again", exchange, exchange.getException());
                    return false;
                }
                emitted.incrementAndGet();
                return true;
            } finally {
                releaseExchange(exchange, false);
            }
        }
    }
}
