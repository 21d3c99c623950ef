package io.github.cameldatamaker.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.cameldatamaker.DataMakerJdbcStateRepository;
import io.github.cameldatamaker.client.DataMakerException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** State in a table. SharedStateTest covers what it shares with other repositories. */
class JdbcStateRepositoryTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection keepsTheDatabase;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database.setUrl("jdbc:h2:mem:" + System.identityHashCode(this));
        keepsTheDatabase = database.getConnection();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        keepsTheDatabase.close();
    }

    private static DataMakerJdbcStateRepository started(DataMakerJdbcStateRepository repository) {
        repository.start();
        return repository;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = keepsTheDatabase.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void withoutADataSource() {
        assertThatThrownBy(() -> started(new DataMakerJdbcStateRepository())).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("dataSource");
    }

    @Test
    void aMissingTableIsAnErrorWithoutCreateTable() {
        DataMakerJdbcStateRepository repository = new DataMakerJdbcStateRepository(database);
        repository.setCreateTable(false);
        repository.setTableName("app_state");

        assertThatThrownBy(repository::start).isInstanceOf(DataMakerException.class).hasMessageContaining("app_state")
                .hasMessageContaining("cannot be read");
    }

    /** The user lacks the right, or the schema is missing. */
    @Test
    void aTableThatCannotBeMade() {
        DataMakerJdbcStateRepository repository = new DataMakerJdbcStateRepository(database);
        repository.setTableName("nowhere.state");

        assertThatThrownBy(repository::start).isInstanceOf(DataMakerException.class).hasMessageContaining("nowhere.state")
                .hasMessageContaining("cannot be made").hasMessageContaining("Schema \"NOWHERE\" not found");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a b", "a;drop table b", "a'b", "1a" })
    void aTableOfAnotherName(String name) {
        assertThatThrownBy(() -> new DataMakerJdbcStateRepository(database).setTableName(name))
                .isInstanceOf(DataMakerException.class)
                .hasMessageContaining("tableName");
    }

    @Test
    void aTableOfYourOwnInASchema() throws SQLException {
        execute("create schema app");
        execute("create table app.state (state_key varchar(255) primary key, state_value varchar(4000) not null, "
                + "state_stamp numeric(19) not null, written_at numeric(19) not null)");
        DataMakerJdbcStateRepository repository = new DataMakerJdbcStateRepository(database);
        repository.setTableName("app.state");
        repository.setCreateTable(false);

        started(repository).setState("k", "1");

        assertThat(repository.getState("k")).isEqualTo("1");
    }

    /** Nodes that start together. */
    @Test
    void manyMakeTheTableAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<DataMakerJdbcStateRepository>> nodes = IntStream.range(0, 8)
                .mapToObj(node -> threads.submit(() -> started(new DataMakerJdbcStateRepository(database)))).toList();

        for (Future<DataMakerJdbcStateRepository> node : nodes) {
            node.get().setState("k", "1");
        }
        threads.shutdown();
    }

    /** A table that does not distinguish two keys is an error. */
    @Test
    void aColumnThatIgnoresCase() throws SQLException {
        execute("create table camel_datamaker_state (state_key varchar_ignorecase(255) primary key, state_value varchar(4000) not null, "
                + "state_stamp numeric(19) not null, written_at numeric(19) not null)");
        DataMakerJdbcStateRepository repository = started(new DataMakerJdbcStateRepository(database));
        repository.setState("order-A", "1");

        assertThatThrownBy(() -> repository.getState("order-a")).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("case-sensitive");
    }

    /** A strict database refuses one of two concurrent changes, which must be retried. */
    @Test
    void aChangeThatIsRolledBackIsMadeAgain() {
        BreakingDataSource breaking = new BreakingDataSource(database);
        DataMakerJdbcStateRepository repository = started(new DataMakerJdbcStateRepository(breaking));
        breaking.failNextChange(false, new SQLException("could not serialize access", "40001"));

        assertThat(repository.compareAndSet("k", null, "1")).isTrue();
    }

    /** A pool may give connections without auto-commit. */
    @Test
    void connectionsWithoutAutoCommit() {
        DelegatingDataSource manual = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                connection.setAutoCommit(false);
                return connection;
            }
        };

        started(new DataMakerJdbcStateRepository(manual)).setState("k", "1");

        assertThat(started(new DataMakerJdbcStateRepository(database)).getState("k")).isEqualTo("1");
    }

    /** The rollback of a route's transaction does not roll back a start. */
    @Test
    void aTransactionAroundIt() {
        DataMakerStateRepository repository = started(new DataMakerJdbcStateRepository(database));

        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(transaction -> {
            repository.setState("k", "1");
            transaction.setRollbackOnly();
        });

        assertThat(repository.getState("k")).isEqualTo("1");
    }

    /** The data source gives each thread the connection of its transaction, and we must not commit its other work. */
    @Test
    void aTransactionMayOwnTheConnectionOfItsThread() throws SQLException {
        execute("create table orders (id int)");
        DataSource aware = new TransactionAwareDataSourceProxy(database);
        DataMakerStateRepository repository = new DataMakerJdbcStateRepository(aware);

        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(transaction -> {
            new JdbcTemplate(aware).update("insert into orders values (7)");
            // This also makes the table.
            repository.start();
            assertThat(repository.compareAndSet("k", null, "1")).isTrue();
            assertThat(repository.getState("k")).isEqualTo("1");
            repository.setState("k", "2");
            transaction.setRollbackOnly();
        });

        assertThat(repository.getState("k")).isEqualTo("2");
        assertThat(new JdbcTemplate(database).queryForObject("select count(*) from orders", Integer.class)).isZero();
    }

    @Test
    void aTransactionMayContinueAfterIt() throws SQLException {
        execute("create table orders (id int)");
        DataSource aware = new TransactionAwareDataSourceProxy(database);
        DataMakerStateRepository repository = started(new DataMakerJdbcStateRepository(aware));

        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(transaction -> {
            new JdbcTemplate(aware).update("insert into orders values (7)");
            repository.setState("k", "1");
            new JdbcTemplate(aware).update("insert into orders values (8)");
        });

        assertThat(new JdbcTemplate(database).queryForObject("select count(*) from orders", Integer.class)).isEqualTo(2);
    }

    /** Errors reach the caller as they would without a transaction. */
    @Test
    void aFailureLeavesTheTransactionAlone() throws SQLException {
        DataMakerStateRepository repository = started(
                new DataMakerJdbcStateRepository(new TransactionAwareDataSourceProxy(database)));
        execute("drop table camel_datamaker_state");

        new TransactionTemplate(new DataSourceTransactionManager(database)).executeWithoutResult(
                transaction -> assertThatThrownBy(() -> repository.setState("k", "1")).isInstanceOf(DataMakerException.class)
                        .hasMessageContaining("cannot be read").hasCauseInstanceOf(SQLException.class));
    }

    /** The connection breaks after the statement, or before it. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void anAnswerThatIsLost(boolean isDone) {
        BreakingDataSource breaking = new BreakingDataSource(database);
        DataMakerJdbcStateRepository repository = started(new DataMakerJdbcStateRepository(breaking));
        breaking.failNextChange(isDone, new SQLException("broken", "08006"));

        if (isDone) {
            assertThat(repository.compareAndSet("k", null, "1")).isTrue();
        } else {
            assertThatThrownBy(() -> repository.compareAndSet("k", null, "1")).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining("cannot be written").hasMessageContaining("broken");
        }

        assertThat(repository.getState("k")).isEqualTo(isDone ? "1" : null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PostgreSQL | varchar(255) not null primary key | text", "H2 | varchar(255) not null primary key | clob",
            "Oracle | varchar(255) not null primary key | clob", "MySQL | ascii_bin not null primary key | longtext",
            "MariaDB | ascii_bin not null primary key | longtext",
            "Microsoft SQL Server | Latin1_General_BIN2 not null primary key | varchar(max)" })
    void theTable(String product, String key, String value) {
        assertThat(TableColumns.of(product)).contains(key).contains("state_value " + value + " not null");
    }
}
