package io.github.cameldatamaker.jvm;

import java.nio.file.Path;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.support.ScheduledPollConsumer;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * Writes the rows of one generation into a database, in its own JVM, until all are there. Arguments: base URL, {@code upsert} or
 * {@code idempotent}, options of the endpoint, file of the state, URL of the database, which has a table {@code rows}, file of
 * the ids of all rows that came.
 */
public final class RowsMain {

    private static final String VALUES = "(row_id, id, email) values (:#${header.CamelDataMakerRowId}, :#${body[id]}, :#${body[email]})";

    private RowsMain() {
    }

    /** Ends when all rows are there. */
    public static void main(String[] args) throws Exception {
        try (LineFile ids = new LineFile(args[5]); DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            DataMakerFileStateRepository state = new DataMakerFileStateRepository(Path.of(args[3]));
            // The process is killed, and not the machine.
            state.setForced(false);
            context.getRegistry().bind("state", state);
            JdbcDataSource database = new JdbcDataSource();
            database.setUrl(args[4]);
            context.getRegistry().bind("database", database);
            String from = "datamaker:generate?template=tmpl_customer&resumeKey=k&resumeRepository=#state&initialDelay=0&delay=50&"
                    + args[2];
            context.addRoutes(args[1].equals("upsert") ? upserting(from, ids) : inserting(from, database, ids));
            context.start();
            ScheduledPollConsumer consumer = (ScheduledPollConsumer) context.getRoute("rows").getConsumer();
            Awaitility.await().forever().until(() -> consumer.isFirstPollDone() && !consumer.isSchedulerStarted());
        }
    }

    private static RouteBuilder upserting(String from, LineFile ids) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("rows")
                        .process(exchange -> ids.write(exchange.getMessage().getHeader("CamelDataMakerRowId", String.class)))
                        .to("sql:merge into rows " + VALUES.replace("(row_id, id, email)", "(row_id, id, email) key (row_id)"));
            }
        };
    }

    private static RouteBuilder inserting(String from, JdbcDataSource database, LineFile ids) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // A row and its id are one transaction.
                getContext().getRegistry().bind("transactions", new DataSourceTransactionManager(database));
                from(from).routeId("rows")
                        .process(exchange -> ids.write(exchange.getMessage().getHeader("CamelDataMakerRowId", String.class)))
                        .transacted()
                        .idempotentConsumer(header("CamelDataMakerRowId"), new JdbcMessageIdRepository(database, "rows"))
                        .to("sql:insert into rows " + VALUES);
            }
        };
    }
}
