package io.github.cameldatamaker.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnector;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The database and the broker of the routes: a PostgreSQL on a free port, and an Artemis inside this process. */
final class LocalServices implements AutoCloseable {

    /** Inside this process only. */
    static final String ARTEMIS_URL = "vm://0";

    private final EmbeddedPostgres postgres;
    private final EmbeddedActiveMQ artemis;

    private LocalServices(EmbeddedActiveMQ artemis, EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.artemis = artemis;
    }

    /** Starts both; PostgreSQL keeps what it needs below {@code folder}. */
    static LocalServices start(Path folder) throws Exception {
        // Most of the start is waiting for PostgreSQL.
        FutureTask<EmbeddedPostgres> postgres = new FutureTask<>(() -> startPostgres(folder));
        new Thread(postgres, "PostgreSQL").start();
        LocalServices services = new LocalServices(startArtemis(), postgres.get());
        // Else a kill in the middle of close() would end it there.
        Runtime.getRuntime().addShutdownHook(new Thread(services::close));
        services.createTables();
        return services;
    }

    private static EmbeddedPostgres startPostgres(Path folder) throws IOException {
        // Its own default is a folder shared by all users of the machine.
        System.getProperties().putIfAbsent("ot.epg.working-dir", folder.toString());
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve(UUID.randomUUID().toString()))
                .setPGStartupWait(Duration.ofSeconds(30))
                .start();
    }

    private static EmbeddedActiveMQ startArtemis() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                // Else a disk that is nearly full blocks every message, although none is written to it.
                .setMaxDiskUsage(-1)
                .addAddressSetting("#", new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("DLQ"))
                        .setExpiryAddress(SimpleString.of("ExpiryQueue")))
                .addAcceptorConfiguration("in-vm", ARTEMIS_URL);
        return new EmbeddedActiveMQ().setConfiguration(configuration).start();
    }

    private void createTables() throws IOException, SQLException {
        try (var schema = LocalServices.class.getResourceAsStream("/sql/schema.sql"); Connection connection = database().getConnection()) {
            connection.createStatement().execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    DataSource database() {
        return postgres.getPostgresDatabase();
    }

    String postgresUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public synchronized void close() {
        try {
            artemis.stop();
            // Its threads would keep the process alive for another minute.
            InVMConnector.resetThreadPool();
            postgres.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop: " + e.getMessage(), e);
        }
    }
}
