package io.github.cameldatamaker.client;

import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** A value that is made on first use. So classes of HTTP, TLS and JSON are loaded with the first request, not at startup. */
final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T made = value;
        return made == null ? make() : made;
    }

    private synchronized T make() {
        if (value == null) {
            value = source.get();
        }
        return Objects.requireNonNull(value);
    }
}
