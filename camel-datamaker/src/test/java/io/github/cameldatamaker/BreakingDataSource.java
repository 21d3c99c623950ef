package io.github.cameldatamaker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database whose next change gets no answer. */
final class BreakingDataSource extends DelegatingDataSource {

    private final AtomicReference<Supplier<Boolean>> breaks;

    /** @param breaks asked once, at the next change: whether that is done before the connection breaks */
    BreakingDataSource(DataSource database, AtomicReference<Supplier<Boolean>> breaks) {
        super(database);
        this.breaks = breaks;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(Connection.class, connection, (method, result) -> method.equals("prepareStatement")
                ? proxy(PreparedStatement.class, (PreparedStatement) result, null) : result);
    }

    private interface Result {

        Object of(String method, Object result);
    }

    private <T> T proxy(Class<T> type, T target, Result result) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
            Supplier<Boolean> broken = method.getName().equals("executeUpdate") ? breaks.getAndSet(null) : null;
            if (broken != null && !broken.get()) {
                throw new SQLException("broken");
            }
            try {
                Object answer = method.invoke(target, arguments);
                if (broken != null) {
                    throw new SQLException("broken");
                }
                return result == null ? answer : result.of(method.getName(), answer);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
