package io.github.cameldatamaker.generate;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.rows.RowReader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rows that another thread reads are the same, in the same order. */
@Timeout(60)
class RowsAheadTest {

    private final AtomicInteger read = new AtomicInteger();
    private final AtomicLong position = new AtomicLong();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    private interface Reading {

        Object row() throws IOException;
    }

    private RowsAhead ahead(Reading reading) {
        RowsAhead rows = new RowsAhead(new RowReader() {

            @Override
            public Object read() throws IOException {
                return reading.row();
            }

            @Override
            public boolean isWhole() {
                return true;
            }

            @Override
            public boolean isCut() {
                return false;
            }

            @Override
            public long position() {
                return position.get();
            }
        });
        Thread thread = new Thread(rows, "ahead");
        thread.setDaemon(true);
        thread.start();
        return rows;
    }

    private Reading counting(int last, int bytes) {
        return () -> {
            position.addAndGet(bytes);
            return read.get() == last ? null : (Object) read.incrementAndGet();
        };
    }

    private static List<Object> all(RowsAhead rows) throws IOException {
        List<Object> all = new ArrayList<>();
        for (Object row = rows.read(); row != null; row = rows.read()) {
            all.add(row);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 63, 64, 65, 10_000 })
    void allInOrder(int count) throws Exception {
        RowsAhead rows = ahead(counting(count, 1));

        assertThat(all(rows)).hasSize(count).isSorted();
        assertThat(rows.read()).isNull();
        rows.stop(cancelled::countDown);
        assertThat(cancelled.getCount()).as("a connection that was read to its end is kept").isEqualTo(1);
    }

    @Test
    void aFailureComesAfterTheRowsBeforeIt() {
        Reading counting = counting(1000, 1);
        RowsAhead rows = ahead(() -> {
            if (read.get() == 100) {
                throw new EOFException("broken");
            }
            return counting.row();
        });

        List<Object> before = new ArrayList<>();
        assertThatThrownBy(() -> {
            while (true) {
                before.add(rows.read());
            }
        }).isInstanceOf(EOFException.class).hasMessage("broken");
        assertThat(before).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 10_000, 1_000_000 })
    void noMoreThanABoundedNumberOfRowsAndBytes(int bytes) {
        RowsAhead rows = ahead(counting(1_000_000, bytes));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            int before = read.get();
            Thread.onSpinWait();
            return before > 0 && before == read.get() && stands();
        });

        // Four steps that wait, and the current one.
        assertThat(read.get()).isLessThanOrEqualTo(5 * 256);
        assertThat(position.get()).isLessThanOrEqualTo(5 * (64 * 1024L + bytes));
        rows.stop(cancelled::countDown);
    }

    private static boolean stands() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(
                thread -> thread.getName().equals("ahead") && thread.getState() == Thread.State.WAITING);
    }

    @Test
    void stoppingEndsAReadThatWaitsForBytes() {
        CountDownLatch reading = new CountDownLatch(1);
        RowsAhead rows = ahead(() -> {
            reading.countDown();
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            throw new IOException("cancelled");
        });
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> reading.getCount() == 0);

        rows.stop(cancelled::countDown);

        assertThatThrownBy(rows::read).isInstanceOf(DataMakerException.class).hasMessageContaining("closed");
    }

    @Test
    void stoppingWakesAThreadThatWaitsForARow() throws Exception {
        RowsAhead rows = ahead(() -> {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return null;
        });
        AtomicInteger failures = new AtomicInteger();
        Thread waiting = new Thread(() -> {
            try {
                failures.set(rows.read() == null ? 1 : 2);
            } catch (DataMakerException | IOException e) {
                failures.set(3);
            }
        });
        waiting.start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> waiting.getState() == Thread.State.WAITING);

        rows.stop(cancelled::countDown);
        waiting.join();

        assertThat(failures.get()).isIn(1, 3);
    }

    @Test
    void anErrorOfTheOtherThreadIsNotLost() {
        RowsAhead rows = ahead(() -> {
            throw new StackOverflowError("deep");
        });

        assertThatThrownBy(rows::read).isInstanceOf(StackOverflowError.class);
    }
}
