package io.github.cameldatamaker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads that requests are sent on, and on which their exchanges go on. A response is not handed to another thread: the one
 * that received it goes on with its exchange once it is done with the request, and holds nothing of the client by then.
 */
final class Workers extends AbstractExecutorService {

    private final ExecutorService pool;
    private final ThreadLocal<List<Runnable>> behind = new ThreadLocal<>();

    Workers(ExecutorService pool) {
        this.pool = pool;
    }

    /** As whoever made it knows it. */
    ExecutorService pool() {
        return pool;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(() -> run(task));
    }

    private void run(Runnable task) {
        List<Runnable> steps = new ArrayList<>(1);
        behind.set(steps);
        try {
            task.run();
        } finally {
            // A step may wait for another one, which must not be put behind it.
            behind.remove();
            steps.stream().skip(1).forEach(this::execute);
            if (!steps.isEmpty()) {
                steps.get(0).run();
            }
        }
    }

    /**
     * Goes on with an exchange: on this thread if it is one of these and at a request, behind it; else on another.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the context is stopping
     */
    void goOn(Runnable step) {
        List<Runnable> steps = behind.get();
        if (steps == null) {
            execute(step);
        } else {
            steps.add(step);
        }
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }
}
