package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL on a free port, which ends with this process. */
final class LocalPostgres implements AutoCloseable {

    private final FutureTask<EmbeddedPostgres> postgres;

    private LocalPostgres(Path folder) {
        this.postgres = new FutureTask<>(() -> start(folder));
    }

    /** Begins to start it; it keeps what it needs below {@code folder}. The first one who needs it waits for it. */
    static LocalPostgres starting(Path folder) {
        LocalPostgres postgres = new LocalPostgres(folder);
        // PostgreSQL is a process of its own: whenever this one is killed, it ends too, and its data goes.
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        // Most of the start is waiting for it.
        new Thread(postgres.postgres, "PostgreSQL").start();
        return postgres;
    }

    private static EmbeddedPostgres start(Path folder) throws IOException {
        // Its own default is a folder shared by all users of the machine.
        System.getProperties().putIfAbsent("ot.epg.working-dir", folder.toString());
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve(UUID.randomUUID().toString()))
                .setPGStartupWait(Duration.ofSeconds(30))
                .setRegisterShutdownHook(false)
                .start();
    }

    /** Runs a script of the class path. */
    void execute(String script) throws IOException, SQLException {
        try (var sql = LocalPostgres.class.getResourceAsStream(script); Connection connection = database().getConnection()) {
            connection.createStatement().execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    DataSource database() {
        return started().getPostgresDatabase();
    }

    String url() {
        return started().getJdbcUrl("postgres", "postgres");
    }

    private EmbeddedPostgres started() {
        try {
            return postgres.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("PostgreSQL does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            started().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
