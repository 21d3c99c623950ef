package io.github.cameldatamaker.state;

import java.time.Duration;
import java.time.Instant;

import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** State that ends with the process. Of each kind it keeps the last {@value #MAX_ENTRIES} entries. */
public final class MemoryState extends ServiceSupport implements DataMakerStateRepository {

    private static final int MAX_ENTRIES = 10_000;

    private final StateEntries entries = new StateEntries();

    @Override
    public synchronized @Nullable String getState(String key) {
        return entries.get(key);
    }

    @Override
    public synchronized void setState(String key, @Nullable String value) {
        entries.put(key, value, Instant.now());
        entries.boundLike(key, MAX_ENTRIES);
    }

    @Override
    public synchronized boolean compareAndSet(String key, @Nullable String expected, @Nullable String value) {
        boolean isExpected = entries.has(key, expected);
        if (isExpected) {
            setState(key, value);
        }
        return isExpected;
    }

    @Override
    public synchronized int forget(String kind, Duration age) {
        return entries.forget(kind, age, Instant.now());
    }
}
