package io.github.cameldatamaker.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;

/**
 * What all threads of this JVM allocate from now on. Java 17 tells it of threads that live, so it is asked again and again, for a
 * thread that ends to be missed by a few milliseconds only.
 */
final class Allocations implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BETWEEN_LOOKS = 20;

    private final Map<Long, Long> before;
    private final Map<Long, Long> latest = new HashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(this::looker);
    /** Of the thread that looks: there is none before the first look is planned. */
    private volatile long looker = -1;

    Allocations() {
        look();
        before = Map.copyOf(latest);
        looks.scheduleWithFixedDelay(this::look, BETWEEN_LOOKS, BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }

    private Thread looker(Runnable looking) {
        Thread thread = new Thread(looking, "allocations");
        thread.setDaemon(true);
        looker = thread.getId();
        return thread;
    }

    private synchronized void look() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            // What it costs to look is not counted.
            if (bytes[i] >= 0 && ids[i] != looker) {
                latest.put(ids[i], bytes[i]);
            }
        }
    }

    synchronized long bytes() {
        look();
        return latest.entrySet().stream().mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).sum();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
