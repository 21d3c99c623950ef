package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** What arrived, read back from where it went to. */
final class Arrivals {

    private final DataSource database;
    private final ReceivedOrders received;
    private final Path folder;

    Arrivals(DataSource database, ReceivedOrders received, Path folder) {
        this.database = database;
        this.received = received;
        this.folder = folder;
    }

    /** One line for the time in between; empty until a row has arrived. */
    Optional<String> soFar() throws SQLException {
        long customers = inTable("customers");
        long orders = inTable("orders");
        long fromQueue = received.soFar();
        return customers + orders + fromQueue == 0 ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%,d customers and %,d orders in PostgreSQL, %,d orders received",
                        customers, orders, fromQueue));
    }

    /** One line for each target, in the order of the steps. */
    List<Arrival> readBack(Progress progress) throws IOException, SQLException {
        String toDatabase = "customers-to-database";
        String toBoth = "orders-to-database-and-queue";
        Path csv = folder.resolve("customers.csv");
        Path xlsx = folder.resolve("orders.xlsx");
        return List.of(
                new Arrival("customers", "PostgreSQL, table customers", inTable("customers"), progress.took(toDatabase)),
                new Arrival("orders", "PostgreSQL, table orders", inTable("orders"), progress.took(toBoth)),
                new Arrival("orders", "Artemis, queue orders", received.soFar(), progress.between(toBoth, received.lastAt())),
                new Arrival("customers", shown(csv), inCsv(csv), progress.took("customers-to-csv")),
                new Arrival("orders", shown(xlsx), inXlsx(xlsx), progress.took("orders-to-xlsx")));
    }

    private long inTable(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet result = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static long inCsv(Path file) throws IOException {
        long rows = 0;
        try (MappingIterator<Map<String, String>> lines = new CsvMapper().readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(file.toFile())) {
            for (; lines.hasNextValue(); lines.nextValue()) {
                rows++;
            }
        }
        return rows;
    }

    private static long inXlsx(Path file) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            // The first is the header.
            return rows.count() - 1;
        }
    }

    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }
}
