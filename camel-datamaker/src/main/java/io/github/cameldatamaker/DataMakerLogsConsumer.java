package io.github.cameldatamaker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.run.BlockingCalls;
import io.github.cameldatamaker.run.FollowedLog;
import io.github.cameldatamaker.run.FollowedLogs;
import io.github.cameldatamaker.run.LogLine;
import io.github.cameldatamaker.run.LogListener;
import io.github.cameldatamaker.run.LogPositions;
import io.github.cameldatamaker.run.Pace;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunList;
import io.github.cameldatamaker.run.RunLog;
import io.github.cameldatamaker.run.StoredState;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.ObjectHelper;

/**
 * Emits the lines of the logs of a scenario's runs, or of one run, in order, and one last exchange for each run that has
 * finished. A poll looks for new runs; each run is followed on a thread of its own, or else its text is read by the poll. The
 * exchange of a line is complete before the next line is read.
 */
public class DataMakerLogsConsumer extends ScheduledPollConsumer {

    private static final int NOT_FOUND = 404;

    private final LogListener listener = new Emitter();
    private final AtomicInteger emitted = new AtomicInteger();
    private LogPositions positions;
    private FollowedLogs followed;
    private ExecutorService threads;
    private volatile BlockingCalls calls;
    private boolean startsFromNow;

    public DataMakerLogsConsumer(DataMakerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public DataMakerEndpoint getEndpoint() {
        return (DataMakerEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        if (ObjectHelper.isEmpty(scenario())) {
            throw new DataMakerException(
                    "from(\"datamaker:logs\") needs the option scenario"
                                         + (ObjectHelper.isEmpty(onlyRun()) ? "" : " beside the option run: a run is one of a scenario"));
        }
        String key = ObjectHelper.isEmpty(onlyRun())
                ? StoredState.key("datamaker", "logs", scenario()) : StoredState.key("datamaker", "logs", scenario(), onlyRun());
        StoredState state = StoredState.open(getEndpoint().startedRepository(), key);
        try {
            positions = new LogPositions(state);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
        startsFromNow = positions.isNew() && options().getStartFrom() == StartFrom.now;
        threads = getEndpoint().getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "DataMakerLogs");
        followed = new FollowedLogs(threads, positions, this::followedLog);
        calls = new BlockingCalls(getEndpoint().getClient());
        super.doStart();
    }

    @Override
    protected int poll() throws Exception {
        BlockingCalls current = calls;
        try {
            return poll(current);
        } catch (CancellationException e) {
            return 0;
        } catch (DataMakerException e) {
            if (current.isCancelled()) {
                return 0;
            }
            if (e instanceof DataMakerApiException api) {
                addLastErrorDetail(HealthCheck.HTTP_RESPONSE_CODE, api.getStatusCode());
            }
            throw e;
        }
    }

    private int poll(BlockingCalls current) {
        int found = 0;
        if (ObjectHelper.isEmpty(onlyRun())) {
            found = findRuns(current);
        } else if (isOver()) {
            return emitted.getAndSet(0);
        } else {
            positions.follow(onlyRun());
        }
        Map<String, RuntimeException> troubles = options().isFollow() ? followed.keep() : readTexts(current);
        troubles.forEach(this::leaveIfVanished);
        troubles.values().stream().distinct().reduce(DataMakerLogsConsumer::together).ifPresent(trouble -> {
            throw trouble;
        });
        int count = emitted.getAndSet(0);
        // Lines come without polls: a greedy consumer would list runs as fast as it can.
        return options().isFollow() && isGreedy() ? found : count;
    }

    private static RuntimeException together(RuntimeException first, RuntimeException next) {
        first.addSuppressed(next);
        return first;
    }

    // As repeatCount ends it: the consumer stays started, and healthy.
    private boolean isOver() {
        if (!positions.isDone(onlyRun())) {
            return false;
        }
        getScheduler().unscheduleTask();
        return true;
    }

    private int findRuns(BlockingCalls current) {
        RunList list = new RunList(current::send, scenario(), getEndpoint().getConfiguration().getMaxInMemorySize());
        if (startsFromNow) {
            positions.skip(list.newest());
            startsFromNow = false;
            forceConsumerAsReady();
            return 0;
        }
        int room = options().getMaxFollowedRuns() - positions.open().size();
        if (room <= 0) {
            return 0;
        }
        List<Run> fresh = list.read(positions::isKnown, room).fresh();
        forceConsumerAsReady();
        if (!fresh.isEmpty()) {
            positions.follow(fresh);
        }
        return fresh.size();
    }

    private Map<String, RuntimeException> readTexts(BlockingCalls current) {
        Map<String, RuntimeException> troubles = new LinkedHashMap<>();
        for (String run : positions.open()) {
            current.requireNotCancelled();
            try {
                RunLog log = log(run, current, listener);
                if (!log.isOver()) {
                    log.readText();
                }
            } catch (DataMakerException e) {
                troubles.put(run, e);
            }
        }
        return troubles;
    }

    // A run that was asked for by its id may come back; of those that were found there will be others.
    private void leaveIfVanished(String run, RuntimeException trouble) {
        if (ObjectHelper.isEmpty(onlyRun()) && trouble instanceof DataMakerApiException api && api.getStatusCode() == NOT_FOUND) {
            followed.leave(run);
            positions.vanished(run);
        }
    }

    private FollowedLog followedLog(String run) {
        BlockingCalls own = new BlockingCalls(getEndpoint().getClient());
        return new FollowedLog(run, own, (itsCalls, itsListener) -> log(run, itsCalls, itsListener), this::pace, listener);
    }

    private RunLog log(String run, BlockingCalls itsCalls, LogListener itsListener) {
        return new RunLog(
                itsCalls, scenario(), run, options().getMaxLineSize(), getEndpoint().getConfiguration().getMaxInMemorySize(), positions,
                itsListener);
    }

    private Pace pace() {
        return new Pace(
                Duration.ofMillis(getEndpoint().getConfiguration().getRetryBackoff()),
                Duration.ofMillis(getEndpoint().getConfiguration().getMaxRetryBackoff()));
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        leaveAll();
    }

    @Override
    protected void doResume() throws Exception {
        calls = new BlockingCalls(getEndpoint().getClient());
        followed.resume();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        leaveAll();
        super.doStop();
        if (threads != null) {
            // What a line has begun is finished, and its position written, before another consumer may go on from there.
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
            threads = null;
        }
        if (positions != null) {
            positions.close();
            positions = null;
        }
    }

    private void leaveAll() {
        if (calls != null) {
            calls.cancel();
        }
        if (followed != null) {
            followed.pause();
        }
    }

    private String scenario() {
        return getEndpoint().getConfiguration().getScenario();
    }

    private String onlyRun() {
        return getEndpoint().getConfiguration().getRun();
    }

    private DataMakerConsumerConfiguration options() {
        return getEndpoint().getConsumerConfiguration();
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
            getExceptionHandler().handleException("The log of run " + run + " is read as text, since it cannot be followed", problem);
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
