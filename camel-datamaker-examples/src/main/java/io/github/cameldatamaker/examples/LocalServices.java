package io.github.cameldatamaker.examples;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnector;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The database and the broker of the routes: a PostgreSQL on a free port, and an Artemis inside this process. */
final class LocalServices implements AutoCloseable {

    /** Inside this process only; nothing is kept on a disk that a sender would have to wait for. */
    static final String ARTEMIS_URL = "vm://0?blockOnDurableSend=false";

    private final FutureTask<EmbeddedPostgres> postgres;
    private final EmbeddedActiveMQ artemis;

    private LocalServices(Path folder) throws Exception {
        this.postgres = new FutureTask<>(() -> startPostgres(folder));
        this.artemis = new EmbeddedActiveMQ().setConfiguration(brokerConfiguration());
    }

    /** Starts both; PostgreSQL keeps what it needs below {@code folder}. */
    static LocalServices start(Path folder) throws Exception {
        LocalServices services = new LocalServices(folder);
        // PostgreSQL is a process of its own: whenever this one is killed, it ends too, and its data goes.
        Runtime.getRuntime().addShutdownHook(new Thread(services::stopPostgres));
        // Most of the start is waiting for it.
        new Thread(services.postgres, "PostgreSQL").start();
        services.artemis.start();
        services.createTables();
        return services;
    }

    private static EmbeddedPostgres startPostgres(Path folder) throws IOException {
        // Its own default is a folder shared by all users of the machine.
        System.getProperties().putIfAbsent("ot.epg.working-dir", folder.toString());
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve(UUID.randomUUID().toString()))
                .setPGStartupWait(Duration.ofSeconds(30))
                .setRegisterShutdownHook(false)
                .start();
    }

    private static Configuration brokerConfiguration() throws Exception {
        return new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                // Else a disk that is nearly full blocks every message, although none is written to it.
                .setMaxDiskUsage(-1)
                .addAddressSetting("#", new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("DLQ"))
                        .setExpiryAddress(SimpleString.of("ExpiryQueue")))
                .addAcceptorConfiguration("in-vm", "vm://0");
    }

    private void createTables() throws IOException, SQLException {
        try (var schema = LocalServices.class.getResourceAsStream("/sql/schema.sql"); Connection connection = database().getConnection()) {
            connection.createStatement().execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    DataSource database() {
        return startedPostgres().getPostgresDatabase();
    }

    String postgresUrl() {
        return startedPostgres().getJdbcUrl("postgres", "postgres");
    }

    private EmbeddedPostgres startedPostgres() {
        try {
            return postgres.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("PostgreSQL does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws Exception {
        artemis.stop();
        // Its threads would keep the process alive for another minute.
        InVMConnector.resetThreadPool();
        stopPostgres();
    }

    private synchronized void stopPostgres() {
        try {
            startedPostgres().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
