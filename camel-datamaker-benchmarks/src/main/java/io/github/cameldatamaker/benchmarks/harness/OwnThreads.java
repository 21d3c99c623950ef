package io.github.cameldatamaker.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;

import com.sun.management.ThreadMXBean;

/**
 * The threads of one contender: the one that begins its work, those that this one starts, and so on. Their processor time is
 * known to the nanosecond, that of a process only in steps of 10 ms. The compiler's and the collector's time is not in it.
 */
public final class OwnThreads {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ThreadGroup group = new ThreadGroup("contender");

    /** Runs work on a thread of its own, and waits for it. */
    public void run(Contender.Work work) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        new Thread(group, task, "begin").start();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A contender cannot begin: " + e.getCause(), e.getCause());
        }
    }

    /** The processor time of those that live, in nanoseconds. */
    public long nanos() {
        // Those that begin in between are not found, so there is room for some.
        Thread[] threads = new Thread[2 * group.activeCount() + 10];
        int count = group.enumerate(threads);
        return LongStream.of(THREADS.getThreadCpuTime(Arrays.stream(threads, 0, count).mapToLong(Thread::getId).toArray()))
                .filter(nanos -> nanos > 0).sum();
    }
}
