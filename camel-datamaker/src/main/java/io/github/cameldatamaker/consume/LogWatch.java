package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.cameldatamaker.DataMakerConsumerConfiguration;
import io.github.cameldatamaker.StartFrom;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.run.Backoff;
import io.github.cameldatamaker.run.BlockingCalls;
import io.github.cameldatamaker.run.MissingRuns;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunList;
import io.github.cameldatamaker.run.log.FollowedLog;
import io.github.cameldatamaker.run.log.FollowedLogs;
import io.github.cameldatamaker.run.log.LogListener;
import io.github.cameldatamaker.run.log.LogPositions;
import io.github.cameldatamaker.run.log.RunLog;
import io.github.cameldatamaker.run.log.SpareThreads;
import io.github.cameldatamaker.session.Session;
import io.github.cameldatamaker.state.StoredState;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.util.ObjectHelper;

/**
 * What a logs consumer does from a start to the next stop: it looks for runs, and reads or follows their logs. A thread that
 * still delivers when the consumer restarts keeps its old instance.
 */
public final class LogWatch {

    private final Session session;
    private final LogListener listener;
    private final LogPositions positions;
    private final ExecutorService threads;
    private final SpareThreads spare;
    private final FollowedLogs followed;
    private final MissingRuns missing = new MissingRuns();
    private final ReentrantLock polling = new ReentrantLock();
    private volatile BlockingCalls calls;
    private boolean startsFromNow;

    /**
     * @param  source             the owner of its threads
     * @throws DataMakerException if its state is in use or cannot be read
     */
    public LogWatch(Session session, Object source, LogListener listener) {
        this.session = session;
        this.listener = listener;
        StoredState state = isOfOneRun()
                ? session.openState("logs", scenario(), onlyRun()) : session.openState("logs", scenario());
        try {
            positions = new LogPositions(state, session.options().configuration().getStateRepository() != null);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
        startsFromNow = positions.isNew() && options().getStartFrom() == StartFrom.now;
        threads = executors().newCachedThreadPool(source, "DataMakerLogs");
        spare = SpareThreads.of(threads, session.readAhead().nanos());
        followed = new FollowedLogs(threads, positions, this::followedLog);
        calls = new BlockingCalls(session.client());
    }

    /** Whether it is for one run, and the last exchange of that run was delivered. */
    public boolean isOver() {
        return isOfOneRun() && positions.isDone(onlyRun());
    }

    /**
     * Looks for new runs, and reads the logs or makes sure that they are followed.
     *
     * @return                    the number of new runs; none if it was paused meanwhile
     * @throws DataMakerException if logs cannot be read
     */
    public int poll() {
        BlockingCalls current = calls;
        polling.lock();
        try {
            return poll(current);
        } catch (CancellationException e) {
            return 0;
        } catch (DataMakerException e) {
            if (current.isCancelled()) {
                return 0;
            }
            throw e;
        } finally {
            polling.unlock();
        }
    }

    private int poll(BlockingCalls current) {
        int found = 0;
        missing.nextPoll();
        if (isOfOneRun()) {
            positions.follow(onlyRun());
        } else {
            found = findRuns(current);
        }
        Map<String, RuntimeException> troubles = options().isFollow() ? followed.keep() : readTexts(current);
        // A run of the option run may come back. Other runs are simply forgotten.
        if (!isOfOneRun()) {
            leaveVanished(current, troubles);
        }
        requireNone(troubles.values().stream().distinct().toList());
        return found;
    }

    // A new exception, because the failures of followers are met again at the next poll.
    private void requireNone(List<RuntimeException> troubles) {
        if (troubles.isEmpty()) {
            return;
        }
        RuntimeException first = troubles.get(0);
        if (troubles.size() == 1) {
            throw first;
        }
        DataMakerException all = new DataMakerException(
                "The logs of " + troubles.size() + " runs of scenario " + scenario() + " cannot be read: " + first.getMessage(),
                first);
        troubles.subList(1, troubles.size()).forEach(all::addSuppressed);
        throw all;
    }

    private int findRuns(BlockingCalls current) {
        RunList list = new RunList(current::send, scenario(), session.options().configuration().getMaxInMemorySize());
        if (startsFromNow) {
            positions.skip(list.newest());
            startsFromNow = false;
            listener.answered();
            return 0;
        }
        Set<String> open = Set.copyOf(positions.open());
        int room = Math.max(0, options().getMaxFollowedRuns() - open.size());
        if (room == 0 && !missing.isAny()) {
            return 0;
        }
        List<Run> fresh = list.read(missing.noting(open, positions::isKnown), room).fresh();
        missing.listRead();
        listener.answered();
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

    private void leaveVanished(BlockingCalls current, Map<String, RuntimeException> troubles) {
        for (String run : List.copyOf(troubles.keySet())) {
            if (isNotFound(troubles.get(run)) && isMissed(run, current, troubles) && missing.missed(run)) {
                followed.leave(run);
                positions.vanished(run);
            }
        }
    }

    // The failure of a follower may be old, because it waits before it asks again.
    private boolean isMissed(String run, BlockingCalls current, Map<String, RuntimeException> troubles) {
        try {
            log(run, current, listener).requireRun();
            troubles.remove(run);
            return false;
        } catch (DataMakerException e) {
            troubles.put(run, e);
            return isNotFound(e);
        }
    }

    private static boolean isNotFound(RuntimeException trouble) {
        return trouble instanceof DataMakerApiException api && api.isNotFound();
    }

    private FollowedLog followedLog(String run) {
        BlockingCalls own = new BlockingCalls(session.client());
        return new FollowedLog(run, own, (itsCalls, itsListener) -> log(run, itsCalls, itsListener), this::backoff, listener);
    }

    private RunLog log(String run, BlockingCalls itsCalls, LogListener itsListener) {
        return new RunLog(
                itsCalls, scenario(), run, options().getMaxLineSize(), session.options().configuration().getMaxInMemorySize(),
                positions, itsListener, spare);
    }

    private Backoff backoff() {
        return new Backoff(
                Duration.ofMillis(session.options().configuration().getRetryBackoff()),
                Duration.ofMillis(session.options().configuration().getMaxRetryBackoff()));
    }

    /** Ends all requests at once, until it is resumed. A line in the route completes. */
    public void pause() {
        calls.cancel();
        followed.pause();
    }

    public void resume() {
        calls = new BlockingCalls(session.client());
        followed.resume();
    }

    /** Waits until no line is in the route, at most as long as Camel waits for threads. */
    public void awaitLines() {
        executors().shutdownGraceful(threads);
        try {
            if (polling.tryLock(executors().getShutdownAwaitTermination(), TimeUnit.MILLISECONDS)) {
                polling.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Releases the state, so that another consumer can resume. A line that is still in the route will come again. */
    public void close() {
        positions.close();
    }

    private boolean isOfOneRun() {
        return ObjectHelper.isNotEmpty(onlyRun());
    }

    private String scenario() {
        return session.options().configuration().getScenario();
    }

    private String onlyRun() {
        return session.options().configuration().getRun();
    }

    private DataMakerConsumerConfiguration options() {
        return session.options().consumer();
    }

    private ExecutorServiceManager executors() {
        return session.context().getExecutorServiceManager();
    }
}
