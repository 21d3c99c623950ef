package io.github.cameldatamaker.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** A value that is made on first use. So classes of HTTP, TLS and JSON are loaded with the first request, not at startup. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;
    private volatile boolean isBegun;

    Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T made = value;
        return made == null ? make() : made;
    }

    /** Begins to make it on another thread. Whoever needs it first waits, makes it if that has failed, and gets the error. */
    void makeOn(Executor threads) {
        if (isBegun || value != null) {
            return;
        }
        isBegun = true;
        try {
            CompletableFuture.runAsync(this::get, threads);
        } catch (Throwable e) {
            // There is no thread for it, so its first use makes it.
        }
    }

    private synchronized T make() {
        if (value == null) {
            value = source.get();
        }
        return Objects.requireNonNull(value);
    }
}
