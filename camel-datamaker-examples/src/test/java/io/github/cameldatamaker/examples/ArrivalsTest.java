package io.github.cameldatamaker.examples;

import java.nio.file.Path;
import java.sql.Connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivalsTest {

    @TempDir
    private Path folder;

    @Test
    void thereIsNothingToSayUntilARowHasArrived() throws Exception {
        try (LocalServices services = LocalServices.start(folder); Connection connection = services.database().getConnection()) {
            Arrivals arrivals = new Arrivals(services.database(), new ReceivedOrders(), folder);

            assertThat(arrivals.soFar()).isEmpty();

            connection.createStatement().execute(
                    "INSERT INTO customers (id, first_name, last_name, email, country) VALUES ('C1', 'Ada', 'Blum', 'a@example.org', 'DE')");
            assertThat(arrivals.soFar()).contains("1 customers and 0 orders in PostgreSQL, 0 orders received");
        }
    }
}
