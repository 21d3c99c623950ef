package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.rows.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a second thread reads while the route works on earlier ones. They are in order, and a bounded number of rows and
 * bytes ahead. A failure comes after the rows that were read before it.
 */
final class RowsAhead implements RowReader, Runnable {

    private static final int STEPS = 4;
    private static final int STEP_ROWS = 256;
    private static final int STEP_BYTES = 64 * 1024;

    private final RowReader rows;
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(STEPS);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile boolean isAllRead;
    private Step current = new Step(List.of(), false, null);
    private int next;

    /**
     * Some rows, and what came after them.
     *
     * @param isLast  whether nothing comes after them
     * @param failure the failure that ended them, if any
     */
    private record Step(List<Object> rows, boolean isLast, @Nullable Throwable failure) {
    }

    /** @param rows must not be read by others from now on */
    RowsAhead(RowReader rows) {
        this.rows = rows;
    }

    @Override
    public void run() {
        try {
            Step step;
            do {
                step = readStep();
                isAllRead = step.isLast();
                steps.put(step);
            } while (!step.isLast() && !stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp();
        } finally {
            ended.countDown();
        }
    }

    // A thread that waits for a step must not wait forever.
    private void giveUp() {
        steps.clear();
        steps.add(new Step(List.of(), true, new DataMakerException("The generated data was closed while it was read")));
    }

    private Step readStep() {
        List<Object> read = new ArrayList<>(STEP_ROWS);
        long enough = rows.position() + STEP_BYTES;
        try {
            while (read.size() < STEP_ROWS && rows.position() < enough) {
                Object row = rows.read();
                if (row == null) {
                    return new Step(read, true, null);
                }
                read.add(row);
            }
            return new Step(read, false, null);
        } catch (IOException | RuntimeException | Error e) {
            return new Step(read, true, e);
        }
    }

    @Override
    public @Nullable Object read() throws IOException {
        while (next == current.rows().size()) {
            if (current.isLast()) {
                return end(current.failure());
            }
            current = take();
            next = 0;
        }
        return current.rows().get(next++);
    }

    private static @Nullable Object end(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        return null;
    }

    private Step take() {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataMakerException("Interrupted while waiting for the next rows", e);
        }
    }

    @Override
    public Optional<String> header() {
        return rows.header();
    }

    @Override
    public boolean isWhole() {
        return rows.isWhole();
    }

    @Override
    public boolean isCut() {
        return rows.isCut();
    }

    @Override
    public boolean showsItsEnd() {
        return rows.showsItsEnd();
    }

    @Override
    public long position() {
        return rows.position();
    }

    /**
     * Stops the second thread and waits for it.
     *
     * @param cancel makes a read that waits for bytes fail at once; not called if all is read
     */
    void stop(Runnable cancel) {
        stopped = true;
        if (!isAllRead) {
            cancel.run();
        }
        // Makes room for a step that waits to be added.
        steps.clear();
        awaitEnd();
        giveUp();
    }

    // Ignores interrupts: the other thread still reads, but only for a moment, and nobody may close what it reads.
    private void awaitEnd() {
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
