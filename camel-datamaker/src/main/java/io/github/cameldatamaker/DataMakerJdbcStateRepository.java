package io.github.cameldatamaker;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.StateTable;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State in a database table with one row for each key, which any number of processes can share. Each change is one statement that
 * takes effect only if the row has not changed since it was read. It is committed when it returns, whatever happens to a
 * transaction of the route, because it uses its own connection.
 *
 * <p>
 * The table is created if it is missing, unless {@link #setCreateTable createTable} is false. Keys have at most
 * {@value StateTable#MAX_KEY_LENGTH} ASCII characters, and the database must distinguish their upper and lower case.
 */
@Metadata(label = "bean", description = "State in a table of a database, which several processes can share.",
        annotations = { "interfaceName=org.apache.camel.spi.StateRepository" })
@Configurer(metadataOnly = true)
public class DataMakerJdbcStateRepository extends ServiceSupport implements DataMakerStateRepository {

    /** The default table. */
    public static final String DEFAULT_TABLE = "CAMEL_DATAMAKER_STATE";

    private static final Logger LOG = LoggerFactory.getLogger(DataMakerJdbcStateRepository.class);
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$#.]*");

    @Metadata(required = true, description = "The database.")
    private DataSource dataSource;
    @Metadata(defaultValue = DEFAULT_TABLE, description = "The table.")
    private String tableName = DEFAULT_TABLE;
    @Metadata(label = "advanced", defaultValue = "true", description = "Whether the table is made when it is not there.")
    private boolean createTable = true;

    private volatile StateTable table;

    /** Work with the table. */
    private interface Work<T> {

        T done() throws SQLException;
    }

    /** For a bean that is configured by properties. */
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

    /** The table, with its schema if needed: {@code app.datamaker_state}. */
    public void setTableName(String tableName) {
        if (!TABLE.matcher(tableName).matches()) {
            throw new DataMakerException("tableName '" + tableName + "' is not the name of a table. Use letters, digits and _");
        }
        this.tableName = tableName;
    }

    public String getTableName() {
        return tableName;
    }

    /** Whether to create the table if it is missing. */
    public void setCreateTable(boolean createTable) {
        this.createTable = createTable;
    }

    public boolean isCreateTable() {
        return createTable;
    }

    /**
     * Looks for the table, and creates it.
     *
     * @throws DataMakerException if there is no database or no table; the message names the table
     */
    @Override
    protected void doStart() throws Exception {
        if (dataSource == null) {
            throw new DataMakerException("dataSource of DataMakerJdbcStateRepository is not set. Name a javax.sql.DataSource");
        }
        table = new StateTable(dataSource, tableName);
        if (tryTable().isEmpty()) {
            return;
        }
        Optional<SQLException> notMade = createTable ? createTable() : Optional.empty();
        tryTable().ifPresent(missing -> {
            notMade.ifPresent(missing::addSuppressed);
            throw failed(notMade.map(e -> "cannot be made (" + e.getMessage() + ") and cannot be read").orElse("cannot be read"),
                    missing);
        });
    }

    private Optional<SQLException> tryTable() {
        try {
            table.read("");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    // Another process may create it at the same moment: whether it exists now says more than this failure.
    private Optional<SQLException> createTable() {
        try {
            table.create();
            LOG.info("Made the table {} for state", tableName);
            return Optional.empty();
        } catch (SQLException e) {
            LOG.debug("The table {} for state was not made: {}", tableName, e.getMessage());
            return Optional.of(e);
        }
    }

    /** The value of a key; null if there is none. */
    @Override
    public @Nullable String getState(String key) {
        return doing("cannot be read", () -> table().read(key).orElse(null));
    }

    /** Sets the value of a key, whatever it was; null removes the key. */
    @Override
    public void setState(String key, @Nullable String value) {
        for (String current = getState(key); !compareAndSet(key, current, value);) {
            current = getState(key);
        }
    }

    @Override
    public boolean compareAndSet(String key, @Nullable String expected, @Nullable String value) {
        if (key.length() > StateTable.MAX_KEY_LENGTH) {
            throw new DataMakerException(
                    "The key of a state has " + key.length() + " characters; it may have " + StateTable.MAX_KEY_LENGTH);
        }
        return doing("cannot be written", () -> table().compareAndSet(key, expected, value));
    }

    @Override
    public int forget(String kind, Duration age) {
        return doing("cannot be written", () -> table().forget(kind, age));
    }

    private StateTable table() {
        if (table == null) {
            throw new DataMakerException("The state table " + tableName + " is not open: the repository is not started");
        }
        return table;
    }

    private <T> T doing(String failure, Work<T> work) {
        try {
            return work.done();
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

    @Override
    public String toString() {
        return "DataMakerJdbcStateRepository[" + tableName + "]";
    }
}
