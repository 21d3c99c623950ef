package io.github.cameldatamaker.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.DataMakerJdbcStateRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules for every repository that several writers share. */
class SharedStateTest {

    @TempDir
    Path folder;
    private final List<DataMakerStateRepository> opened = new ArrayList<>();
    private DataMakerStateRepository first;
    private DataMakerStateRepository second;

    /** The repositories of the component. */
    enum Kind {
        MEMORY, FILE, JDBC
    }

    @AfterEach
    void stop() {
        opened.forEach(DataMakerStateRepository::stop);
    }

    private void open(Kind kind) {
        first = repository(kind);
        // A table has two processes; a file and memory have one.
        second = kind == Kind.JDBC ? repository(kind) : first;
    }

    private DataMakerStateRepository repository(Kind kind) {
        DataMakerStateRepository repository = switch (kind) {
            case MEMORY -> new MemoryState();
            case FILE -> new DataMakerFileStateRepository(folder.resolve("state"));
            case JDBC -> new DataMakerJdbcStateRepository(database());
        };
        repository.start();
        opened.add(repository);
        return repository;
    }

    private JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=10");
        return database;
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsTakenOnce(Kind kind) {
        open(kind);

        assertThat(first.compareAndSet("k", null, "a")).isTrue();
        assertThat(second.compareAndSet("k", null, "b")).isFalse();

        assertThat(first.getState("k")).isEqualTo("a");
        assertThat(second.getState("k")).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource
    void onlyAKnownValueIsChanged(Kind kind) {
        open(kind);
        first.setState("k", "a");

        assertThat(second.compareAndSet("k", "a", "b")).isTrue();
        assertThat(first.compareAndSet("k", "a", "c")).isFalse();
        assertThat(first.compareAndSet("other", "a", "c")).isFalse();
        assertThat(first.getState("k")).isEqualTo("b");
        assertThat(first.getState("other")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsRemovedOnce(Kind kind) {
        open(kind);
        first.setState("k", "a");

        assertThat(second.compareAndSet("k", "b", null)).isFalse();
        assertThat(second.compareAndSet("k", "a", null)).isTrue();
        assertThat(first.compareAndSet("k", "a", null)).isFalse();
        assertThat(first.compareAndSet("k", null, null)).isTrue();
        assertThat(first.getState("k")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void camelsWayOfSettingStillWorks(Kind kind) {
        open(kind);

        for (String value : new String[] { "a", "b", "b", null, null, "c" }) {
            first.setState("k", value);
            assertThat(second.getState("k")).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void longValuesAndOtherAlphabets(Kind kind) {
        open(kind);
        String value = "Größe 数 ".repeat(30_000);

        first.setState("k", value);

        assertThat(second.getState("k")).isEqualTo(value);
        assertThat(second.compareAndSet("k", value, value + "x")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsForgotten(Kind kind) {
        open(kind);
        for (String key : List.of("datamaker:resume:a_b", "datamaker:resume:a_b:x", "datamaker:resume:axb:x",
                "datamaker:resume:a_bc")) {
            first.setState(key, "1");
        }

        assertThat(second.forget("datamaker:resume:a_b", Duration.ofHours(1))).isZero();
        assertThat(second.forget("datamaker:resume:a_b")).isEqualTo(2);

        assertThat(first.getState("datamaker:resume:a_b")).isNull();
        assertThat(first.getState("datamaker:resume:a_b:x")).isNull();
        assertThat(first.getState("datamaker:resume:axb:x")).isEqualTo("1");
        assertThat(first.getState("datamaker:resume:a_bc")).isEqualTo("1");
    }

    /** All threads increment one number, and no increment is lost. */
    @ParameterizedTest
    @EnumSource
    void manyWriters(Kind kind) throws Exception {
        open(kind);
        AtomicInteger refused = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            DataMakerStateRepository repository = writer % 2 == 0 ? first : second;
            writers.add(threads.submit(() -> {
                for (int added = 0; added < 20;) {
                    String before = repository.getState("sum");
                    String after = before == null ? "1" : String.valueOf(Integer.parseInt(before) + 1);
                    if (repository.compareAndSet("sum", before, after)) {
                        added++;
                    } else {
                        refused.incrementAndGet();
                    }
                }
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();

        assertThat(first.getState("sum")).as(refused + " times refused").isEqualTo("160");
    }
}
