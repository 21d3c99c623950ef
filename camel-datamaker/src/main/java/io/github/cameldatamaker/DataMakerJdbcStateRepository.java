package io.github.cameldatamaker;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State in a table of a database, which any number of processes share: a row a key. Each change is one statement that takes effect
 * only if the row is still the one that was read, and is committed when it returns. So the data source must give connections of
 * their own, and not those of a transaction that the route is in.
 *
 * <p>
 * The table is made unless it is there or {@link #setCreateTable createTable} is false. Keys have at most {@value #MAX_KEY_LENGTH}
 * characters, all ASCII, and the database must tell upper from lower case in them.
 */
@Metadata(label = "bean", description = "State in a table of a database, which several processes can share.",
          annotations = { "interfaceName=org.apache.camel.spi.StateRepository" })
@Configurer(metadataOnly = true)
public class DataMakerJdbcStateRepository extends ServiceSupport implements DataMakerStateRepository {

    /** The table unless told. */
    public static final String DEFAULT_TABLE = "CAMEL_DATAMAKER_STATE";

    static final int MAX_KEY_LENGTH = 255;
    private static final int MAX_ATTEMPTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(DataMakerJdbcStateRepository.class);
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#.]*");

    @Metadata(required = true, description = "The database.")
    private DataSource dataSource;
    @Metadata(defaultValue = DEFAULT_TABLE, description = "The table.")
    private String tableName = DEFAULT_TABLE;
    @Metadata(label = "advanced", defaultValue = "true", description = "Whether the table is made when it is not there.")
    private boolean createTable = true;

    /**
     * A value as it stands in its row.
     *
     * @param stamp another one after each change
     */
    private record Row(String value, long stamp) {
    }

    /** Something to do with a connection. */
    private interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /** For a bean that is made by its properties. */
    public DataMakerJdbcStateRepository() {
    }

    /** @param dataSource the database */
    public DataMakerJdbcStateRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The database. */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    /** The table, with its schema if need be: {@code app.datamaker_state}. */
    public void setTableName(String tableName) {
        if (!TABLE.matcher(tableName).matches()) {
            throw new DataMakerException("tableName '" + tableName + "' is not the name of a table: use letters, digits and _");
        }
        this.tableName = tableName;
    }

    public String getTableName() {
        return tableName;
    }

    /** Whether the table is made when it is not there. */
    public void setCreateTable(boolean createTable) {
        this.createTable = createTable;
    }

    public boolean isCreateTable() {
        return createTable;
    }

    /**
     * Looks for the table, and makes it.
     *
     * @throws DataMakerException when there is no database, or no table in it; it names the table
     */
    @Override
    protected void doStart() throws Exception {
        if (dataSource == null) {
            throw new DataMakerException("dataSource of DataMakerJdbcStateRepository is not set: name a javax.sql.DataSource");
        }
        if (tryTable().isEmpty()) {
            return;
        }
        Optional<SQLException> notMade = createTable ? createTable() : Optional.empty();
        tryTable().ifPresent(missing -> {
            notMade.ifPresent(missing::addSuppressed);
            throw failed(notMade.map(e -> "cannot be made (" + e.getMessage() + ") and cannot be read").orElse("cannot be read"), missing);
        });
    }

    private Optional<SQLException> tryTable() {
        try {
            withConnection(connection -> read(connection, ""));
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    // Another process may make it at the same moment: whether it is there now tells more than this failure.
    private Optional<SQLException> createTable() {
        try {
            withConnection(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(
                            "create table " + tableName + " (" + columns(connection.getMetaData().getDatabaseProductName()) + ")");
                }
            });
            LOG.info("Made the table {} for state", tableName);
            return Optional.empty();
        } catch (SQLException e) {
            LOG.debug("The table {} for state was not made: {}", tableName, e.getMessage());
            return Optional.of(e);
        }
    }

    /** The DDL that differs is the type of a long text, and how a column tells upper from lower case. */
    public static String columns(String product) {
        String name = product.toLowerCase(Locale.ROOT);
        String exact = "";
        String text = "clob";
        if (name.contains("postgres")) {
            text = "text";
        } else if (name.contains("mysql") || name.contains("mariadb")) {
            exact = " character set ascii collate ascii_bin";
            text = "longtext";
        } else if (name.contains("sql server")) {
            exact = " collate Latin1_General_BIN2";
            text = "varchar(max)";
        }
        return "state_key varchar(" + MAX_KEY_LENGTH + ")" + exact + " not null primary key, state_value " + text
               + " not null, state_stamp numeric(19) not null, written_at numeric(19) not null";
    }

    /** The value of a key; null when there is none. */
    @Override
    public @Nullable String getState(String key) {
        return doing("cannot be read", connection -> read(connection, key).map(Row::value).orElse(null));
    }

    /** Sets a key's value, whatever it was; null removes the key. */
    @Override
    public void setState(String key, @Nullable String value) {
        for (String current = getState(key); !compareAndSet(key, current, value);) {
            current = getState(key);
        }
    }

    @Override
    public boolean compareAndSet(String key, @Nullable String expected, @Nullable String value) {
        if (key.length() > MAX_KEY_LENGTH) {
            throw new DataMakerException("The key of a state has " + key.length() + " characters; it may have " + MAX_KEY_LENGTH);
        }
        for (int attempt = 1;; attempt++) {
            long stamp = stamp();
            try {
                return withConnection(connection -> change(connection, key, expected, value, stamp));
            } catch (SQLException e) {
                // Somebody else was faster, or this one was, and its answer was lost: what is there now tells it.
                Optional<Row> row = doing("cannot be read", connection -> read(connection, key));
                if (row.isPresent() ? row.get().stamp() == stamp : value == null) {
                    return true;
                }
                if (!Objects.equals(row.map(Row::value).orElse(null), expected)) {
                    return false;
                }
                if (!isRolledBack(e) || attempt == MAX_ATTEMPTS) {
                    throw failed("cannot be written", e);
                }
            }
        }
    }

    // Of two transactions at once a strict database lets one go, and tells the other to come again.
    private static boolean isRolledBack(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("40");
    }

    private boolean change(Connection connection, String key, @Nullable String expected, @Nullable String value, long stamp)
            throws SQLException {
        Optional<Row> row = read(connection, key);
        if (!Objects.equals(row.map(Row::value).orElse(null), expected)) {
            return false;
        }
        if (row.isEmpty()) {
            return value == null || insert(connection, key, value, stamp);
        }
        return value == null ? delete(connection, key, row.get()) : update(connection, key, row.get(), value, stamp);
    }

    private boolean insert(Connection connection, String key, String value, long stamp) throws SQLException {
        return execute(
                connection, "insert into " + tableName + " (state_value, state_stamp, written_at, state_key) values (?, ?, ?, ?)", value,
                stamp, now(), key);
    }

    private boolean update(Connection connection, String key, Row known, String value, long stamp) throws SQLException {
        return execute(
                connection,
                "update " + tableName + " set state_value = ?, state_stamp = ?, written_at = ? where state_key = ? and state_stamp = ?",
                value, stamp, now(), key, known.stamp());
    }

    private boolean delete(Connection connection, String key, Row known) throws SQLException {
        return execute(connection, "delete from " + tableName + " where state_key = ? and state_stamp = ?", key, known.stamp());
    }

    private static boolean execute(Connection connection, String sql, Object... values) throws SQLException {
        return count(connection, sql, values) == 1;
    }

    private static int count(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Long number) {
                    statement.setLong(i + 1, number);
                } else {
                    statement.setString(i + 1, (String) values[i]);
                }
            }
            return statement.executeUpdate();
        }
    }

    // Random: a row that was removed and made again is another one.
    private static long stamp() {
        return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private Optional<Row> read(Connection connection, String key) throws SQLException {
        String sql = "select state_key, state_value, state_stamp from " + tableName + " where state_key = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                if (!key.equals(rows.getString(1))) {
                    throw new DataMakerException(
                            "The table " + tableName + " takes the key '" + rows.getString(1) + "' for '" + key
                                                 + "'. Make its column state_key tell upper from lower case");
                }
                return Optional.of(new Row(rows.getString(2), rows.getLong(3)));
            }
        }
    }

    @Override
    public int forget(String kind, Duration age) {
        long before = age.isZero() ? Long.MAX_VALUE : now() - age.toMillis();
        return doing("cannot be written", connection -> count(
                connection, "delete from " + tableName + " where (state_key = ? or state_key like ? escape '!') and written_at < ?", kind,
                kind.replaceAll("[!%_]", "!$0") + ":%", before));
    }

    private <T> T doing(String failure, Work<T> work) {
        try {
            return withConnection(work);
        } catch (SQLException e) {
            throw failed(failure, e);
        }
    }

    private DataMakerException failed(String failure, SQLException e) {
        return new DataMakerException(
                "The state table " + tableName + " " + failure + ": " + e.getMessage()
                                      + ". Check the data source of DataMakerJdbcStateRepository and its table",
                e);
    }

    private <T> T withConnection(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean isManual = !connection.getAutoCommit();
            if (isManual) {
                // A connection that takes part in the route's transaction refuses, and a rollback cannot take a start back.
                connection.setAutoCommit(true);
            }
            try {
                return work.with(connection);
            } finally {
                if (isManual) {
                    connection.setAutoCommit(false);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "DataMakerJdbcStateRepository[" + tableName + "]";
    }
}
