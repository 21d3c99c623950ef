package io.github.cameldatamaker.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import javax.sql.DataSource;

/**
 * Connections outside of everybody's transaction: what is done with one is committed when it is done, and nothing else is. A data source
 * may give each thread the connection of its transaction (JTA, Spring's {@code TransactionAwareDataSourceProxy}), which commits not by
 * itself. Whether it is that, or one of a pool whose users commit, cannot be told; so the work goes to a thread that is in no transaction.
 */
final class OwnConnections {

    private final DataSource dataSource;

    /** Something to do with a connection. */
    interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    OwnConnections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does something, and commits it. The calling thread waits. */
    <T> T with(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getAutoCommit()) {
                return work.with(connection);
            }
        }
        return onThreadOfOurs(work);
    }

    // Inherits no thread locals: some transactions come by those.
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
