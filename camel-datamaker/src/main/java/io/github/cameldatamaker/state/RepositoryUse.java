package io.github.cameldatamaker.state;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * A part of this JVM that uses a repository. The first one starts it, and the last one stops it, so that a file is free for another
 * process as soon as its consumer has stopped. One that somebody else has started is his to stop; so is one that need not keep its
 * state over a stop, which the context stops.
 */
public final class RepositoryUse implements AutoCloseable {

    /** Of each repository that is in use, who uses it. Held for a moment only: a start may wait for a file. */
    private static final Map<DataMakerStateRepository, Users> USERS = new IdentityHashMap<>();

    private final StateRepository<String, String> repository;
    /** Of a repository that is started and stopped here. */
    private final @Nullable Users users;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** Who uses one repository. Its monitor is held while the repository starts or stops. */
    private static final class Users {

        private final DataMakerStateRepository repository;
        /** Those that use it, and those that are about to: guarded by {@link #USERS}. */
        private int known;
        /** Those that use it. */
        private int active;
        private boolean isOurs;

        private Users(DataMakerStateRepository repository) {
            this.repository = repository;
        }

        private static Users of(DataMakerStateRepository repository) {
            synchronized (USERS) {
                Users users = USERS.computeIfAbsent(repository, Users::new);
                users.known++;
                return users;
            }
        }

        private void leave() {
            synchronized (USERS) {
                if (--known == 0) {
                    USERS.remove(repository);
                }
            }
        }

        private synchronized void begin() {
            if (!(repository instanceof StatefulService service && service.isStarted())) {
                ServiceHelper.startService(repository);
                isOurs = true;
            }
            active++;
        }

        private synchronized void end() {
            if (--active == 0 && isOurs) {
                isOurs = false;
                ServiceHelper.stopService(repository);
            }
        }
    }

    private RepositoryUse(StateRepository<String, String> repository, @Nullable Users users) {
        this.repository = repository;
        this.users = users;
    }

    /** Takes a repository into use: it is started when this returns. */
    public static RepositoryUse begin(StateRepository<String, String> repository, CamelContext context) {
        if (repository instanceof DataMakerStateRepository ours) {
            CamelContextAware.trySetCamelContext(ours, context);
            return begin(ours);
        }
        try {
            context.addService(repository, true, true);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
        return new RepositoryUse(repository, null);
    }

    static RepositoryUse begin(DataMakerStateRepository repository) {
        Users users = Users.of(repository);
        try {
            users.begin();
        } catch (Throwable e) {
            users.leave();
            throw e;
        }
        return new RepositoryUse(repository, users);
    }

    /** What is used. */
    public StateRepository<String, String> repository() {
        return repository;
    }

    @Override
    public void close() {
        if (users == null || isClosed.getAndSet(true)) {
            return;
        }
        try {
            users.end();
        } finally {
            users.leave();
        }
    }
}
