package io.github.cameldatamaker.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What all threads of this JVM allocate from now on. Java 17 tells it of threads that live, so it is asked again and again, for a thread that
 * ends to be missed by a few milliseconds only.
 */
final class Allocations implements AutoCloseable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BETWEEN_LOOKS = 20;

    private final Map<Long, Long> before = new HashMap<>();
    private final Map<Long, Long> latest = new HashMap<>();
    private final Thread looking = new Thread(this::keepLooking, "allocations");

    Allocations() {
        look();
        before.putAll(latest);
        looking.setDaemon(true);
        looking.start();
    }

    private void keepLooking() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                look();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private synchronized void look() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            // What it costs to look is not counted.
            if (bytes[i] >= 0 && ids[i] != looking.getId()) {
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
        looking.interrupt();
    }
}
