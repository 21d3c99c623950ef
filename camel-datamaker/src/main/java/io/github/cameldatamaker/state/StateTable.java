package io.github.cameldatamaker.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import javax.sql.DataSource;

import io.github.cameldatamaker.client.DataMakerException;
import org.jspecify.annotations.Nullable;

/**
 * Entries in a table with one row for each key. Each change is one statement that takes effect only if the row has not changed
 * since it was read.
 */
public final class StateTable {

    /** The longest key, in characters. */
    public static final int MAX_KEY_LENGTH = 255;

    private static final int MAX_ATTEMPTS = 10;

    private final OwnConnections connections;
    private final String name;

    /**
     * The value of a row.
     *
     * @param stamp a new one with each change
     */
    private record Row(String value, long stamp) {
    }

    /** @param name the name of the table, with its schema if needed */
    public StateTable(DataSource dataSource, String name) {
        this.connections = new OwnConnections(dataSource);
        this.name = name;
    }

    /** Makes the table. */
    public void create() throws SQLException {
        connections.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(
                        "create table " + name + " (" + TableColumns.of(connection.getMetaData().getDatabaseProductName()) + ")");
            }
        });
    }

    /** The value of a key, if there is one. */
    public Optional<String> read(String key) throws SQLException {
        return readRow(key).map(Row::value);
    }

    /** As {@link DataMakerStateRepository#compareAndSet}. */
    public boolean compareAndSet(String key, @Nullable String expected, @Nullable String value) throws SQLException {
        for (int attempt = 1;; attempt++) {
            long stamp = stamp();
            try {
                return connections.with(connection -> change(connection, key, expected, value, stamp));
            } catch (SQLException e) {
                // Another writer was faster, or this one's answer was lost. The current value shows which.
                Optional<Row> row = readRow(key);
                if (row.isPresent() ? row.get().stamp() == stamp : value == null) {
                    return true;
                }
                if (!Objects.equals(row.map(Row::value).orElse(null), expected)) {
                    return false;
                }
                if (!isRolledBack(e) || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    // Of two transactions at once a strict database commits one and tells the other to retry.
    private static boolean isRolledBack(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("40");
    }

    /** As {@link DataMakerStateRepository#forget(String, Duration)}. */
    public int forget(String kind, Duration age) throws SQLException {
        long before = age.isZero() ? Long.MAX_VALUE : now() - age.toMillis();
        return connections.with(connection -> count(
                connection, "delete from " + name + " where (state_key = ? or state_key like ? escape '!') and written_at < ?",
                kind,
                kind.replaceAll("[!%_]", "!$0") + ":%", before));
    }

    private Optional<Row> readRow(String key) throws SQLException {
        return connections.with(connection -> read(connection, key));
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
                connection, "insert into " + name + " (state_value, state_stamp, written_at, state_key) values (?, ?, ?, ?)",
                value,
                stamp, now(), key);
    }

    private boolean update(Connection connection, String key, Row known, String value, long stamp) throws SQLException {
        return execute(
                connection,
                "update " + name
                        + " set state_value = ?, state_stamp = ?, written_at = ? where state_key = ? and state_stamp = ?",
                value, stamp, now(), key, known.stamp());
    }

    private boolean delete(Connection connection, String key, Row known) throws SQLException {
        return execute(connection, "delete from " + name + " where state_key = ? and state_stamp = ?", key, known.stamp());
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

    // Random, so that a row that was removed and inserted again gets another stamp.
    private static long stamp() {
        return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private Optional<Row> read(Connection connection, String key) throws SQLException {
        String sql = "select state_key, state_value, state_stamp from " + name + " where state_key = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                if (!key.equals(rows.getString(1))) {
                    throw new DataMakerException(
                            "The table " + name + " does not distinguish the keys '" + rows.getString(1) + "' and '" + key
                                    + "'. Make its column state_key case-sensitive");
                }
                return Optional.of(new Row(rows.getString(2), rows.getLong(3)));
            }
        }
    }
}
