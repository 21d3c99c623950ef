package io.github.cameldatamaker.operation;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Runs the requests of an exchange on workers. The step that takes the answer of a request runs on the same worker, so that no
 * other thread has to wake up. Every other step gets a worker of its own, so it waits for no request and no route.
 */
final class CallingWorker implements Executor {

    private final Executor workers;
    private volatile @Nullable Call current;

    /** A worker with a request, which ends when its answer begins. Only this worker uses it. */
    private static final class Call {

        private final Thread thread = Thread.currentThread();
        private @Nullable Runnable next;
    }

    CallingWorker(Executor workers) {
        this.workers = workers;
    }

    /** Runs a request. */
    void call(Runnable request) {
        workers.execute(() -> {
            Call call = new Call();
            current = call;
            try {
                request.run();
            } finally {
                // The request may have begun another one, on another worker.
                if (current == call) {
                    current = null;
                }
                if (call.next != null) {
                    call.next.run();
                }
            }
        });
    }

    /** Runs a step. */
    @Override
    public void execute(Runnable step) {
        Call call = current;
        if (call != null && call.thread == Thread.currentThread() && call.next == null) {
            call.next = step;
        } else {
            workers.execute(step);
        }
    }
}
