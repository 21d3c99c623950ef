package io.github.cameldatamaker.state;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * A user of a repository in this JVM. The first user starts it and the last one stops it, so that a file is free for another
 * process as soon as its consumer has stopped. A repository that the application has started is not stopped here. The context
 * stops a repository that may lose its state with a stop.
 */
public final class RepositoryUse implements AutoCloseable {

    /** The users of each repository. Its lock is held for a moment only, because a start may wait for a file. */
    private static final Map<StateRepository<String, String>, Users> USERS = new IdentityHashMap<>();

    private final Users users;
    private final Optional<Owner> owner;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /**
     * The owner of the state in a repository.
     *
     * @param scope the scope of its state keys
     * @param key   must be the same for all users of a scope, who would otherwise take each other's state for their own
     */
    public record Owner(StateScope scope, ApiKey key) {
    }

    /** The users of one repository. Its monitor is held while the repository starts or stops. */
    private static final class Users {

        private final StateRepository<String, String> repository;
        /** Current and future users; guarded by {@link #USERS}. */
        private int known;
        /** Current users. */
        private int active;
        private boolean isOurs;
        /** Current users with an account. */
        private final List<Owner> owners = new ArrayList<>();

        private Users(StateRepository<String, String> repository) {
            this.repository = repository;
        }

        private static Users of(StateRepository<String, String> repository) {
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

        private synchronized void begin(boolean isRestartable, @Nullable CamelContext context, Optional<Owner> owner) {
            owner.ifPresent(this::requireOneKey);
            if (!isRestartable) {
                add(context);
            } else if (!(repository instanceof StatefulService service && service.isStarted())) {
                CamelContextAware.trySetCamelContext(repository, context);
                ServiceHelper.startService(repository);
                isOurs = true;
            }
            active++;
            owner.ifPresent(owners::add);
        }

        private void requireOneKey(Owner owner) {
            if (owners.stream().anyMatch(other -> other.scope().equals(owner.scope()) && !other.key().equals(owner.key()))) {
                throw new DataMakerException(
                        "Two endpoints with different API keys keep state of the account '" + owner.scope().account()
                                + "' in one repository ("
                                + repository.getClass().getSimpleName()
                                + "): each would take the other's state for its own. Give "
                                + "one of them another name by the option account, or a repository of its own");
            }
        }

        private void add(@Nullable CamelContext context) {
            try {
                context.addService(repository, true, true);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
        }

        private synchronized void end(Optional<Owner> owner) {
            owner.ifPresent(owners::remove);
            if (--active == 0 && isOurs) {
                isOurs = false;
                ServiceHelper.stopService(repository);
            }
        }
    }

    private RepositoryUse(Users users, Optional<Owner> owner) {
        this.users = users;
        this.owner = owner;
    }

    /**
     * Begins to use a repository. It is started when this returns.
     *
     * @param  isRestartable      whether it keeps its state over a stop, so that its last user may stop it
     * @throws DataMakerException if it keeps state of the same scope for another API key
     */
    public static RepositoryUse begin(
            StateRepository<String, String> repository, boolean isRestartable, CamelContext context, Owner owner) {
        return begin(repository, isRestartable, context, Optional.of(owner));
    }

    static RepositoryUse begin(StateRepository<String, String> repository) {
        return begin(repository, true, null, Optional.empty());
    }

    private static RepositoryUse begin(
            StateRepository<String, String> repository, boolean isRestartable, @Nullable CamelContext context,
            Optional<Owner> owner) {
        Users users = Users.of(repository);
        try {
            users.begin(isRestartable, context, owner);
        } catch (Throwable e) {
            users.leave();
            throw e;
        }
        return new RepositoryUse(users, owner);
    }

    /** The repository. */
    public StateRepository<String, String> repository() {
        return users.repository;
    }

    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        try {
            users.end(owner);
        } finally {
            users.leave();
        }
    }
}
