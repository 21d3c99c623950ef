package io.github.cameldatamaker.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import javax.sql.DataSource;

/**
 * Connections outside of all transactions: the work is committed at its end, and nothing else is. A data source may give each
 * thread the connection of its transaction (JTA, Spring's {@code TransactionAwareDataSourceProxy}), without auto-commit. A pool
 * may also turn off auto-commit, and nothing distinguishes the two. So the work then runs on a thread without a transaction.
 */
final class OwnConnections {

    private final DataSource dataSource;

    /** Work with a connection. */
    interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    OwnConnections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does the work and commits it. The calling thread waits. */
    <T> T with(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getAutoCommit()) {
                return work.with(connection);
            }
        }
        return onThreadOfOurs(work);
    }

    // The thread inherits no thread locals, because some transactions are in those.
    private <T> T onThreadOfOurs(Work<T> work) throws SQLException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> {
            try {
                done.complete(committed(work));
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }, "DataMakerState", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
        }
    }

    private <T> T committed(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean isManual = !connection.getAutoCommit();
            if (isManual) {
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
}
