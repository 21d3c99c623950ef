package io.github.cameldatamaker.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A value that another thread may begin to make is made once, and its error reaches whoever needs it. */
class LazyTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Queue<Runnable> otherThread = new ArrayDeque<>();

    @Test
    void isBegunOnceAndMadeOnce() {
        Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);

        lazy.makeOn(otherThread::add);
        lazy.makeOn(otherThread::add);
        assertThat(otherThread).hasSize(1);
        otherThread.remove().run();
        lazy.makeOn(otherThread::add);

        assertThat(lazy.get()).isEqualTo(1);
        assertThat(otherThread).isEmpty();
    }

    @Test
    void isNotMadeAgainByALateThread() {
        Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);

        lazy.makeOn(otherThread::add);
        assertThat(lazy.get()).isEqualTo(1);
        otherThread.remove().run();

        assertThat(lazy.get()).isEqualTo(1);
    }

    @Test
    void failsWhereItIsNeeded() {
        Supplier<Integer> failing = () -> {
            made.incrementAndGet();
            throw new IllegalArgumentException("no mapper");
        };
        Lazy<Integer> lazy = new Lazy<>(failing);

        lazy.makeOn(otherThread::add);
        otherThread.remove().run();

        assertThatThrownBy(lazy::get).isInstanceOf(IllegalArgumentException.class).hasMessage("no mapper");
        assertThat(made).hasValue(2);
    }

    @Test
    void isMadeByItsUserIfThereIsNoThread() {
        Lazy<Integer> refused = new Lazy<>(made::incrementAndGet);
        Lazy<Integer> failed = new Lazy<>(made::incrementAndGet);

        refused.makeOn(task -> {
            throw new RejectedExecutionException("closed");
        });
        failed.makeOn(task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });

        assertThat(refused.get()).isEqualTo(1);
        assertThat(failed.get()).isEqualTo(2);
    }
}
