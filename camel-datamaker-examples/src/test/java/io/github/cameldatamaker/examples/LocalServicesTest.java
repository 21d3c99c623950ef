package io.github.cameldatamaker.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalServicesTest {

    @TempDir
    private Path folder;

    @Test
    void anOrderNeedsItsCustomerAndTheDatabaseIsGoneAfterwards() throws Exception {
        try (LocalServices services = LocalServices.start(folder); Connection connection = services.database().getConnection()) {
            assertThatThrownBy(() -> connection.createStatement()
                    .execute("INSERT INTO orders VALUES ('O1', 'C1', now(), 'open', 1.00)"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("not present in table \"customers\"");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
