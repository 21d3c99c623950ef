package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The workers that there are and have been. */
final class Crew implements AutoCloseable {

    /** Starts a worker of a name. */
    interface Hire {
        WorkerProcess start(String name) throws Exception;
    }

    private final Hire hire;
    private final List<WorkerProcess> workers = new ArrayList<>();

    Crew(Hire hire) {
        this.hire = hire;
    }

    /** Another worker. */
    WorkerProcess add() throws Exception {
        WorkerProcess worker = hire.start("worker-" + (workers.size() + 1));
        workers.add(worker);
        return worker;
    }

    /** Kills one of those who are at a chunk; the one who is there longest, if none is. */
    WorkerProcess kill(List<String> atWork) throws InterruptedException {
        List<WorkerProcess> alive = workers.stream().filter(worker -> !worker.killed()).toList();
        WorkerProcess worker = alive.stream().filter(one -> atWork.contains(one.name())).findFirst().orElse(alive.get(0));
        worker.kill();
        return worker;
    }

    /** @throws IllegalStateException when one has ended by itself */
    void check() throws IOException {
        for (WorkerProcess worker : workers) {
            worker.check();
        }
    }

    List<WorkerProcess> workers() {
        return workers;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (WorkerProcess worker : workers) {
            worker.stop();
        }
    }
}
