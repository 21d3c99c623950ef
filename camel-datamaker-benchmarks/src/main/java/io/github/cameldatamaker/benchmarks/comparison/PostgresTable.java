package io.github.cameldatamaker.benchmarks.comparison;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.UUID;
import java.util.function.Supplier;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.camel.CamelContext;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A table of PostgreSQL, filled by JDBC batches of a thousand over one connection. */
final class PostgresTable implements Sink {

    private final EmbeddedPostgres postgres;
    private final SingleConnectionDataSource database;

    private PostgresTable(EmbeddedPostgres postgres) throws Exception {
        this.postgres = postgres;
        this.database = new SingleConnectionDataSource(postgres.getPostgresDatabase().getConnection(), true);
        execute("create table customers (id text, number int, first_name text, last_name text, email text, country text, balance numeric, "
                + "newsletter boolean, birth_date text)");
    }

    static PostgresTable start(Path folder) throws Exception {
        // Its own default is a folder shared by all users of the machine.
        System.getProperties().putIfAbsent("ot.epg.working-dir", folder.resolve("postgres").toString());
        Path data = folder.resolve("postgres").resolve(UUID.randomUUID().toString());
        return new PostgresTable(EmbeddedPostgres.builder().setDataDirectory(data).start());
    }

    private void execute(String sql) throws Exception {
        try (Statement statement = database.getConnection().createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String product() throws SQLException {
        return "PostgreSQL " + database.getConnection().getMetaData().getDatabaseProductVersion();
    }

    @Override
    public String shape() {
        return "batchSize=1000";
    }

    @Override
    public Supplier<Iterator<?>> prebuilt(PlainHttp http, long rows) throws Exception {
        PrebuiltRows prebuilt = PrebuiltRows.maps(http, Format.json);
        return () -> prebuilt.batches(rows, 1000);
    }

    @Override
    public String endpoint(CamelContext camel) {
        camel.getRegistry().bind("database", database);
        return "sql:insert into customers values (:#id, :#number, :#first_name, :#last_name, :#email, :#country, :#balance, :#newsletter, "
                + ":#birth_date)?batch=true";
    }

    @Override
    public void take(long rows) throws Exception {
        try (Statement statement = database.getConnection().createStatement();
                ResultSet count = statement.executeQuery("select count(*) from customers")) {
            count.next();
            RowCount.require(rows, count.getLong(1));
        }
        execute("truncate table customers");
    }

    @Override
    public void close() throws Exception {
        database.destroy();
        postgres.close();
    }
}
