package io.github.cameldatamaker.run.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.cameldatamaker.client.DataMakerException;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the lines of a stream in order. Usually the thread that reads them delivers what it has before it waits for more.
 * While lines keep coming, and if that saves time, a second thread delivers them, and the first reads a bounded number of lines
 * and characters ahead. A failure of the stream comes after the lines before it.
 */
final class LinesAhead {

    private static final int STEP_LINES = 256;
    private static final int STEP_CHARS = 32 * 1024;
    /** Enough lines to tell whether a second thread saves time. */
    private static final int TRIAL_LINES = 1024;
    /** It must save at least this part of the time. */
    private static final int TENTH = 10;
    /** A second thread without lines ends after this time. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(10);

    private final SpareThreads spare;
    private final Delivery delivery;
    private final Runnable stopReading;
    /** Lines that were read and are with the reading thread. */
    private final Step read = new Step();
    private int measured;
    private long reading;
    private long working;
    private long readFrom;
    private boolean helpWins;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Lines that wait for the second thread. */
    private Step ahead = new Step();
    private volatile boolean isHelped;
    private boolean isAllRead;
    private @Nullable Throwable failure;

    /** Takes a line; throws to end the stream. */
    @FunctionalInterface
    interface Delivery {

        void deliver(LogLine line, LogPosition behind);
    }

    /** Lines that are delivered one after the other. */
    private static final class Step {

        private final List<LogLine> lines = new ArrayList<>();
        private final List<LogPosition> behind = new ArrayList<>();
        private long chars;

        void add(LogLine line, LogPosition position) {
            lines.add(line);
            behind.add(position);
            chars += line.text().length();
        }

        void addAll(Step other) {
            lines.addAll(other.lines);
            behind.addAll(other.behind);
            chars += other.chars;
        }

        void clear() {
            lines.clear();
            behind.clear();
            chars = 0;
        }

        boolean isEmpty() {
            return lines.isEmpty();
        }

        boolean isFull() {
            return lines.size() >= STEP_LINES || chars >= STEP_CHARS;
        }

        void deliver(Delivery delivery) {
            for (int i = 0; i < lines.size(); i++) {
                delivery.deliver(lines.get(i), behind.get(i));
            }
        }
    }

    /** @param stopReading makes a read that waits fail at once */
    LinesAhead(SpareThreads spare, Delivery delivery, Runnable stopReading) {
        this.spare = spare;
        this.delivery = delivery;
        this.stopReading = stopReading;
        this.readFrom = spare.nanos().getAsLong();
    }

    /**
     * Reads a stream to its end, and returns when all its lines are delivered.
     *
     * @param progress called for each line that is read
     */
    void deliverAll(LogStream stream, Runnable progress) {
        try {
            for (Optional<LogLine> line = stream.next(); line.isPresent(); line = stream.next()) {
                progress.run();
                read.add(line.get(), stream.position());
                if (read.isFull()) {
                    flush();
                }
            }
        } catch (Throwable e) {
            finish();
            throw e;
        }
        finish();
    }

    /** Must be called before the stream waits for bytes: no line waits with it. */
    void flush() {
        if (read.isEmpty()) {
            return;
        }
        try {
            if (!isGiven() && !isHelpStarted()) {
                deliverHere();
            }
        } finally {
            read.clear();
        }
    }

    private void deliverHere() {
        long begun = spare.nanos().getAsLong();
        read.deliver(delivery);
        long done = spare.nanos().getAsLong();
        reading += begun - readFrom;
        working += done - begun;
        readFrom = done;
        measured += read.lines.size();
        if (measured >= TRIAL_LINES) {
            helpWins = Math.min(reading, working) > (reading + working) / TENTH;
            measured = 0;
            reading = 0;
            working = 0;
        }
    }

    private boolean isHelpStarted() {
        boolean starts = helpWins && spare.take();
        helpWins = false;
        if (!starts) {
            return false;
        }
        ahead.addAll(read);
        isHelped = true;
        try {
            spare.threads().execute(this::help);
            return true;
        } catch (Throwable e) {
            // There is no thread for it, so this one goes on alone.
            ahead = new Step();
            isHelped = false;
            spare.giveBack();
            return false;
        }
    }

    private boolean isGiven() {
        if (!isHelped) {
            requireNoFailure();
            return false;
        }
        lock.lock();
        try {
            while (isHelped && ahead.isFull()) {
                changed.await();
            }
            requireNoFailure();
            if (isHelped) {
                ahead.addAll(read);
                changed.signalAll();
            }
            return isHelped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    private void requireNoFailure() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure != null) {
            throw new DataMakerException("A line cannot be delivered: " + failure, failure);
        }
    }

    private void help() {
        try {
            for (Step step = take(); !step.isEmpty(); step = take()) {
                step.deliver(delivery);
            }
        } catch (Throwable e) {
            // Code of a user may also throw what it does not declare. The reader waits for this end.
            endHelp(e);
            stopReading.run();
        } finally {
            spare.giveBack();
        }
    }

    /** The next lines; empty to end. */
    private Step take() {
        lock.lock();
        try {
            long left = LINGER;
            while (ahead.isEmpty() && !isAllRead && left > 0) {
                left = changed.awaitNanos(left);
            }
            Step step = ahead;
            ahead = new Step();
            if (step.isEmpty()) {
                // Under the same lock, so that no lines are given to a thread that ends.
                endHelp(null);
            }
            changed.signalAll();
            return step;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    private void endHelp(@Nullable Throwable why) {
        lock.lock();
        try {
            failure = why;
            isHelped = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        try {
            flush();
        } finally {
            awaitHelp();
        }
        requireNoFailure();
    }

    // Ignores interrupts: until a line has left the route, no other thread may follow this log.
    private void awaitHelp() {
        lock.lock();
        try {
            isAllRead = true;
            changed.signalAll();
            while (isHelped) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
