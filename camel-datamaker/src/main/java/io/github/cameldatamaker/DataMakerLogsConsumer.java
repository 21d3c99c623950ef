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
 * Emits the log lines of a scenario's runs, or of one run, in order, and one last exchange for each finished run. A poll looks
 * for new runs. Each run is followed on its own thread, or the poll reads its text. The exchange of a line completes before that
 * of the next line begins.
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
        // Keeps this one for the whole poll, which may end after a stop and another start.
        LogWatch current = watch;
        if (current == null) {
            return 0;
        }
        if (current.isOver()) {
            // As with repeatCount, the consumer stays started and healthy.
            getScheduler().unscheduleTask();
            return emitted.getAndSet(0);
        }
        try {
            int found = current.poll();
            int count = emitted.getAndSet(0);
            // Lines arrive without polls: otherwise a greedy consumer would list runs as fast as it can.
            return session.options().consumer().isFollow() && isGreedy() ? found : count;
        } catch (DataMakerException e) {
            // Several failures are reported by the first.
            if ((e instanceof DataMakerApiException ? e : e.getCause()) instanceof DataMakerApiException api) {
                addLastErrorDetail(HealthCheck.HTTP_RESPONSE_CODE, api.getStatusCode());
            }
            throw e;
        } catch (Error e) {
            // Camel reports only exceptions.
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
            // A line in the route completes, and its position is written, while the route still runs.
            current.awaitLines();
            super.doStop();
        } finally {
            current.close();
        }
    }

    /** Makes an exchange for each line and for the end, and waits until it completes. */
    private final class Emitter implements LogListener {

        @Override
        public void answered() {
            forceConsumerAsReady();
        }

        @Override
        public void connected(String run, boolean again) {
            session.metrics().logConnected(name(run), session.clock().instant(), again);
        }

        @Override
        public void disconnected(String run) {
            session.metrics().logDisconnected(name(run));
        }

        private String name(String run) {
            return run + " in route " + getRouteId() + " (" + Integer.toHexString(System.identityHashCode(this)) + ")";
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
            getExceptionHandler().handleException("The log of run " + run + " continues, but with a problem", problem);
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
