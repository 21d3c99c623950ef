package io.github.cameldatamaker.operation;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps an exchange on the thread that sends it. The thread waits here for the next step, and runs it. Other threads, such as the
 * timer, only leave steps here.
 */
public final class CallerThread implements Executor {

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private volatile boolean isDone;
    private volatile boolean hasLeft;

    /** @throws RejectedExecutionException if the exchange is done */
    @Override
    public void execute(Runnable step) {
        steps.add(step);
        // Either the thread has seen the step before it left, or nobody will run it.
        if (hasLeft && steps.remove(step)) {
            throw new RejectedExecutionException("The exchange is done");
        }
    }

    /** The exchange is done. */
    public void end() {
        isDone = true;
        // Wakes the thread.
        steps.add(() -> {});
    }

    /**
     * Runs the steps until the exchange is done.
     *
     * @param  cancel ends everything that the exchange waits for. It runs on this thread when this thread is interrupted
     * @return        whether this thread was interrupted; it still is
     */
    public boolean work(Runnable cancel) {
        boolean interrupted = false;
        while (!isDone) {
            if (interrupted) {
                // A step may have begun another wait.
                cancel.run();
            }
            try {
                steps.take().run();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        hasLeft = true;
        // Calls that were cancelled before they began. They end at once, and give back what they hold.
        for (Runnable late = steps.poll(); late != null; late = steps.poll()) {
            late.run();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return interrupted;
    }
}
