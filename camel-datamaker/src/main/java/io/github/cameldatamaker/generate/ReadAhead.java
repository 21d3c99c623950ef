package io.github.cameldatamaker.generate;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * With what rows are read ahead of their route, where that wins.
 *
 * @param threads run it
 * @param nanos   the time, as {@link System#nanoTime()} gives it
 */
public record ReadAhead(Executor threads, LongSupplier nanos) {
}
