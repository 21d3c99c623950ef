package io.github.cameldatamaker.examples;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.github.cameldatamaker.DataMakerJdbcStateRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The component's state in a real PostgreSQL, which several nodes share. */
class PostgresStateTest {

    @TempDir
    private static Path folder;
    private static LocalPostgres postgres;

    private DataMakerJdbcStateRepository first;
    private DataMakerJdbcStateRepository second;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.starting(folder);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void dropTable() throws SQLException {
        try (Connection connection = postgres.database().getConnection()) {
            connection.createStatement().execute("drop table if exists camel_datamaker_state");
        }
    }

    private void open(DataSource database) {
        first = new DataMakerJdbcStateRepository(database);
        second = new DataMakerJdbcStateRepository(database);
        first.start();
        second.start();
    }

    @Test
    void aKeyIsTakenChangedAndRemovedOnce() {
        open(postgres.database());

        assertThat(first.compareAndSet("k", null, "a")).isTrue();
        assertThat(second.compareAndSet("k", null, "b")).isFalse();
        assertThat(second.compareAndSet("k", "a", "b")).isTrue();
        assertThat(first.compareAndSet("k", "a", "c")).isFalse();
        assertThat(first.compareAndSet("k", "b", null)).isTrue();
        assertThat(second.compareAndSet("k", "b", null)).isFalse();
        assertThat(first.getState("k")).isNull();
    }

    @Test
    void longValuesOtherAlphabetsAndCase() {
        open(postgres.database());
        String value = "Größe 数 ".repeat(30_000);
        first.setState("k", value);
        first.setState("K", "another");

        assertThat(second.getState("k")).isEqualTo(value);
        assertThat(second.compareAndSet("k", value, value + "x")).isTrue();
    }

    @Test
    void aKindIsForgotten() {
        open(postgres.database());
        for (String key : List.of("datamaker:resume:a_b", "datamaker:resume:a_b:x", "datamaker:resume:axb:x",
                "datamaker:resume:a_bc")) {
            first.setState(key, "1");
        }

        assertThat(second.forget("datamaker:resume:a_b", Duration.ofHours(1))).isZero();
        assertThat(second.forget("datamaker:resume:a_b")).isEqualTo(2);
        assertThat(first.getState("datamaker:resume:axb:x")).isEqualTo("1");
        assertThat(first.getState("datamaker:resume:a_bc")).isEqualTo("1");
    }

    /** Each key is inserted by one of eight, and each number is added to, whatever the database does about conflicts. */
    @ParameterizedTest
    @ValueSource(ints = { Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE })
    void manyWriters(int isolation) throws Exception {
        open(new DelegatingDataSource(postgres.database()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(false);
                return connection;
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicInteger inserted = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            DataMakerJdbcStateRepository repository = writer % 2 == 0 ? first : second;
            String name = "writer " + writer;
            writers.add(threads.submit(() -> {
                go.await();
                for (int key = 0; key < 20; key++) {
                    inserted.addAndGet(repository.compareAndSet("key-" + key, null, name) ? 1 : 0);
                }
                for (int added = 0; added < 10;) {
                    String before = repository.getState("sum");
                    added += repository.compareAndSet("sum", before, before == null ? "1" : "" + (Integer.parseInt(before) + 1))
                            ? 1 : 0;
                }
                return null;
            }));
        }
        go.countDown();
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();

        assertThat(inserted).hasValue(20);
        assertThat(first.getState("sum")).isEqualTo("80");
    }
}
