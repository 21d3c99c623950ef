package io.github.cameldatamaker.run.log;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerConnectionException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.client.ServerSentEvents.NoEventsException;
import io.github.cameldatamaker.run.Backoff;
import io.github.cameldatamaker.run.BlockingCalls;
import io.github.cameldatamaker.run.Run;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a run's log to its end, on a thread of its own: reconnects when the stream breaks, is silent or ends before the run has,
 * delivers a line again until the listener is done with it, and goes on by the plain log where the service gives no stream.
 */
public final class FollowedLog implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);

    private final String run;
    private final BlockingCalls calls;
    private final RunLog log;
    private final Supplier<Backoff> paces;
    private final LogListener listener;
    private volatile boolean isOver;
    private volatile @Nullable RuntimeException trouble;
    private boolean problemTold;

    /** Makes a run's log of a listener. */
    @FunctionalInterface
    public interface LogSource {

        /** The log, with the calls that it must use. */
        RunLog of(BlockingCalls calls, LogListener listener);
    }

    /** @param paces how long to wait before connecting, and before delivering, again */
    public FollowedLog(String run, BlockingCalls calls, LogSource source, Supplier<Backoff> paces, LogListener listener) {
        this.run = run;
        this.calls = calls;
        this.paces = paces;
        this.listener = listener;
        this.log = source.of(calls, new Insisting());
    }

    @Override
    public void run() {
        Backoff pace = paces.get();
        try {
            while (!step(pace)) {
                calls.pause(pace.next());
            }
        } catch (CancellationException e) {
            LOG.debug("The log of run {} is not followed any more", run);
        } finally {
            isOver = true;
        }
    }

    private boolean step(Backoff pace) {
        try {
            return log.isOver() || follow(pace);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return fail(e);
        } catch (Throwable e) {
            // The thread is nobody else's, and would say so to nobody.
            return fail(new DataMakerException("The log of run " + run + " cannot be followed: " + e, e));
        }
    }

    private boolean follow(Backoff pace) {
        try {
            log.follow(pace);
            return log.finish();
        } catch (DataMakerTruncatedException | DataMakerTimeoutException | DataMakerConnectionException e) {
            calls.requireNotCancelled();
            LOG.debug("The log of run {} broke off and is followed again: {}", run, e.getMessage());
            trouble = isUnreachable(e) ? e : null;
            return false;
        } catch (NoEventsException e) {
            return byText(e);
        } catch (ForeignLogException e) {
            LOG.debug("The log of run {} goes on by its text: {}", run, e.getMessage());
            return log.readText();
        } catch (DataMakerApiException e) {
            if (isAboutTheStream(e)) {
                return byText(e);
            }
            throw e;
        }
    }

    // A stream that breaks or is silent is had again in a moment; a service that does not answer may not be.
    private static boolean isUnreachable(DataMakerException e) {
        return e instanceof DataMakerConnectionException
                || e instanceof DataMakerTimeoutException timeout && !timeout.getLimitName().equals("idleTimeout");
    }

    // What has no stream may have a text, or be finished without a log.
    private boolean byText(DataMakerException e) {
        boolean hasNoLog = e instanceof DataMakerApiException api && RunLog.hasNoLog(api);
        if (!hasNoLog && !problemTold) {
            problemTold = true;
            listener.problem(run, e);
        }
        return log.readText();
    }

    // Neither about the account nor about a service that is busy or down.
    private static boolean isAboutTheStream(DataMakerApiException e) {
        return RunLog.hasNoLog(e) || e.getStatusCode() < 300 || e.getStatusCode() == 406 || e.getStatusCode() == 400;
    }

    private boolean fail(RuntimeException e) {
        calls.requireNotCancelled();
        LOG.debug("The log of run {} cannot be followed: {}", run, e.getMessage());
        trouble = e;
        return false;
    }

    /** What keeps the log from being followed now; empty while all is well. */
    public Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether it has ended, for whatever reason. */
    public boolean isOver() {
        return isOver;
    }

    /** Ends it at once; a line that the listener is at is finished with. */
    public void cancel() {
        calls.cancel();
    }

    /** Brings what the listener was not done with again, so that the order is kept and nothing is skipped. */
    private final class Insisting implements LogListener {

        @Override
        public void answered() {
            trouble = null;
            listener.answered();
        }

        @Override
        public void connected(String of, boolean again) {
            listener.connected(of, again);
        }

        @Override
        public void disconnected(String of) {
            listener.disconnected(of);
        }

        @Override
        public boolean line(String of, LogLine line) {
            return insist(() -> listener.line(of, line));
        }

        @Override
        public boolean finished(String of, Run state) {
            return insist(() -> listener.finished(of, state));
        }

        @Override
        public void problem(String of, RuntimeException problem) {
            listener.problem(of, problem);
        }

        private boolean insist(BooleanSupplier delivery) {
            return delivery.getAsBoolean() || insist(delivery, paces.get());
        }

        private boolean insist(BooleanSupplier delivery, Backoff pace) {
            do {
                calls.pause(pace.next());
            } while (!delivery.getAsBoolean());
            return true;
        }
    }
}
