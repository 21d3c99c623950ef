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
 * Follows a run's log to its end, on its own thread; a busy log has a second one for a while. It reconnects when the stream
 * breaks, is silent, or ends before the run. It delivers a line until the listener accepts it. If the service has no stream, it
 * reads the plain log.
 */
public final class FollowedLog implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);

    private final String run;
    private final BlockingCalls calls;
    private final RunLog log;
    private final Supplier<Backoff> backoffs;
    private final LogListener listener;
    private volatile boolean isOver;
    private volatile @Nullable RuntimeException trouble;
    private boolean problemTold;

    /** Makes the log of a run for a listener. */
    @FunctionalInterface
    public interface LogSource {

        /** The log, which must use these calls. */
        RunLog of(BlockingCalls calls, LogListener listener);
    }

    /** @param backoffs the waits before the next connection and before the next delivery */
    public FollowedLog(String run, BlockingCalls calls, LogSource source, Supplier<Backoff> backoffs, LogListener listener) {
        this.run = run;
        this.calls = calls;
        this.backoffs = backoffs;
        this.listener = listener;
        this.log = source.of(calls, new Insisting());
    }

    @Override
    public void run() {
        Backoff backoff = backoffs.get();
        try {
            while (!step(backoff)) {
                calls.pause(backoff.next());
            }
        } catch (CancellationException e) {
            LOG.debug("The log of run {} is not followed any more", run);
        } finally {
            isOver = true;
        }
    }

    private boolean step(Backoff backoff) {
        try {
            return log.isOver() || follow(backoff);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return fail(e);
        } catch (Throwable e) {
            // Its own thread would report it to nobody.
            return fail(new DataMakerException("The log of run " + run + " cannot be followed: " + e, e));
        }
    }

    private boolean follow(Backoff backoff) {
        try {
            log.follow(backoff);
            return log.finish();
        } catch (DataMakerTruncatedException | DataMakerTimeoutException | DataMakerConnectionException e) {
            calls.requireNotCancelled();
            LOG.debug("The log of run {} broke off and is followed again: {}", run, e.getMessage());
            trouble = isUnreachable(e) ? e : null;
            return false;
        } catch (NoEventsException e) {
            return byText(e);
        } catch (ForeignLogException e) {
            LOG.debug("The log of run {} is read as text from now on: {}", run, e.getMessage());
            return log.readText();
        } catch (DataMakerApiException e) {
            if (isAboutTheStream(e)) {
                return byText(e);
            }
            throw e;
        }
    }

    // A stream that breaks or is silent soon works again. A service that does not answer may not.
    private static boolean isUnreachable(DataMakerException e) {
        return e instanceof DataMakerConnectionException
                || e instanceof DataMakerTimeoutException timeout && !timeout.getLimitName().equals("idleTimeout");
    }

    // Without a stream there may be a text, or the run has finished without a log.
    private boolean byText(DataMakerException e) {
        boolean hasNoLog = e instanceof DataMakerApiException api && RunLog.hasNoLog(api);
        if (!hasNoLog && !problemTold) {
            problemTold = true;
            listener.problem(run, e);
        }
        return log.readText();
    }

    // Neither about the account nor about a busy service.
    private static boolean isAboutTheStream(DataMakerApiException e) {
        return RunLog.hasNoLog(e) || e.getStatusCode() < 300 || e.getStatusCode() == 406 || e.getStatusCode() == 400;
    }

    private boolean fail(RuntimeException e) {
        calls.requireNotCancelled();
        LOG.debug("The log of run {} cannot be followed: {}", run, e.getMessage());
        trouble = e;
        return false;
    }

    /** Why the log cannot be followed now; empty while all is well. */
    public Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether it has ended, for any reason. */
    public boolean isOver() {
        return isOver;
    }

    /** Ends it at once. The listener still finishes its current line. */
    public void cancel() {
        calls.cancel();
    }

    /** Repeats what the listener did not accept, so that the order is kept and nothing is skipped. */
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
            return delivery.getAsBoolean() || insist(delivery, backoffs.get());
        }

        private boolean insist(BooleanSupplier delivery, Backoff backoff) {
            do {
                calls.pause(backoff.next());
            } while (!delivery.getAsBoolean());
            return true;
        }
    }
}
