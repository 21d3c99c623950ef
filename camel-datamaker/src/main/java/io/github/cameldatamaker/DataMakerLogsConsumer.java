package io.github.cameldatamaker;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.consume.Delivery;
import io.github.cameldatamaker.consume.LogExchange;
import io.github.cameldatamaker.consume.LogWatch;
import io.github.cameldatamaker.consume.Polled;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.log.LogLine;
import io.github.cameldatamaker.run.log.LogListener;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.Endpoint;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Emits the lines of the logs of a scenario's runs, or of one run, in order, and one last exchange for each run that has
 * finished. A poll looks for new runs; each run is followed on a thread of its own, or else its text is read by the poll. The
 * exchange of a line is complete before the next line is read.
 */
public class DataMakerLogsConsumer extends ScheduledPollConsumer implements Polled {

    private final Session session;
    private final Delivery delivery = new Delivery(this);
    private final LogListener listener = new Emitter();
    private final AtomicInteger emitted = new AtomicInteger();
    private volatile LogWatch watch;

    DataMakerLogsConsumer(Endpoint endpoint, Processor processor, Session session) {
        super(endpoint, processor);
        this.session = session;
    }

    @Override
    protected void doStart() throws Exception {
        OptionChecks.checkScenario(session.options().operation(), session.options().configuration());
        watch = new LogWatch(session, this, listener);
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
            return session.options().consumer().isFollow() && isGreedy() ? found : count;
        } catch (DataMakerException e) {
            // Several are told of by their first.
            if ((e instanceof DataMakerApiException ? e : e.getCause()) instanceof DataMakerApiException api) {
                addLastErrorDetail(HealthCheck.HTTP_RESPONSE_CODE, api.getStatusCode());
            }
            throw e;
        } catch (Error e) {
            // Camel tells of exceptions only.
            throw new DataMakerException("The poll failed: " + e, e);
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

    /** Makes an exchange of a line, and of the end, and waits until it is complete. */
    private final class Emitter implements LogListener {

        @Override
        public void answered() {
            forceConsumerAsReady();
        }

        @Override
        public void connected(String run, boolean again) {
            session.metrics().logConnected(again);
        }

        @Override
        public void disconnected(String run) {
            session.metrics().logDisconnected();
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
            boolean isCompleted = delivery.deliver(
                    exchange -> content.accept(exchange.getMessage()),
                    exchange -> getExceptionHandler().handleException(
                            "Error processing exchange. The line comes again", exchange, exchange.getException()));
            if (isCompleted) {
                emitted.incrementAndGet();
            }
            return isCompleted;
        }
    }
}
