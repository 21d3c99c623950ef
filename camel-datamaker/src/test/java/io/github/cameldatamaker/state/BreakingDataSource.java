package io.github.cameldatamaker.state;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that fails at the next change, when it is told to. */
final class BreakingDataSource extends DelegatingDataSource {

    private final AtomicReference<Break> next = new AtomicReference<>();

    /**
     * How it fails.
     *
     * @param isDone whether the change was still made
     */
    private record Break(boolean isDone, SQLException error) {
    }

    BreakingDataSource(DataSource database) {
        super(database);
    }

    void failNextChange(boolean isDone, SQLException error) {
        next.set(new Break(isDone, error));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, super.getConnection());
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
            Break broken = method.getName().equals("executeUpdate") ? next.getAndSet(null) : null;
            if (broken != null && !broken.isDone()) {
                throw broken.error();
            }
            try {
                Object answer = method.invoke(target, arguments);
                if (broken != null) {
                    throw broken.error();
                }
                return answer instanceof PreparedStatement ? proxy(PreparedStatement.class, answer) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
