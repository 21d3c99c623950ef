package io.github.cameldatamaker.examples;

import java.nio.file.Path;

import javax.sql.DataSource;

/** The database and the broker of the routes: a PostgreSQL on a free port, and an Artemis inside this process. */
final class LocalServices implements AutoCloseable {

    /** Inside this process only; nothing is kept on a disk that a sender would have to wait for. */
    static final String ARTEMIS_URL = "vm://0?blockOnDurableSend=false";

    private final LocalPostgres postgres;
    private final LocalArtemis artemis;

    private LocalServices(LocalPostgres postgres, LocalArtemis artemis) {
        this.postgres = postgres;
        this.artemis = artemis;
    }

    /** Starts both; PostgreSQL keeps what it needs below {@code folder}. */
    static LocalServices start(Path folder) throws Exception {
        LocalPostgres postgres = LocalPostgres.starting(folder);
        LocalArtemis artemis = LocalArtemis.inside();
        postgres.execute("/sql/schema.sql");
        return new LocalServices(postgres, artemis);
    }

    DataSource database() {
        return postgres.database();
    }

    String postgresUrl() {
        return postgres.url();
    }

    @Override
    public void close() throws Exception {
        artemis.close();
        postgres.close();
    }
}
