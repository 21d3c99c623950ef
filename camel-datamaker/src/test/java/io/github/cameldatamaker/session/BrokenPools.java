package io.github.cameldatamaker.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;

/** Thread pools of a context that take no more tasks when a test says so, as those of an application server may. */
public final class BrokenPools extends DefaultThreadPoolFactory {

    private final Map<String, Throwable> broken = new ConcurrentHashMap<>();

    /** From now on the pools of that name throw this. */
    public void breakPool(String name, Throwable by) {
        broken.put(name, by);
    }

    /** And from now on they take tasks again. */
    public void mendPool(String name) {
        broken.remove(name);
    }

    private void check(ThreadFactory threads) {
        broken.forEach((name, by) -> {
            if (threads.toString().contains(name)) {
                if (by instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) by;
            }
        });
    }

    @Override
    public ExecutorService newCachedThreadPool(ThreadFactory threads) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), threads) {
            @Override
            public void execute(Runnable command) {
                check(threads);
                super.execute(command);
            }
        };
    }

    @Override
    public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        if (!threads.toString().contains("DataMaker")) {
            return super.newThreadPool(profile, threads);
        }
        return new ThreadPoolExecutor(profile.getPoolSize(), profile.getMaxPoolSize(), 1, TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(), threads) {
            @Override
            public void execute(Runnable command) {
                check(threads);
                super.execute(command);
            }
        };
    }

    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
        return new ScheduledThreadPoolExecutor(1, threads) {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                check(threads);
                return super.schedule(command, delay, unit);
            }
        };
    }
}
