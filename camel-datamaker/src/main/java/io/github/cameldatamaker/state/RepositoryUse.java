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
 * A part of this JVM that uses a repository. The first one starts it, and the last one stops it, so that a file is free for another
 * process as soon as its consumer has stopped. One that somebody else has started is his to stop; so is one that need not keep its
 * state over a stop, which the context stops.
 */
public final class RepositoryUse implements AutoCloseable {

    /** Of each repository that is in use, who uses it. Held for a moment only: a start may wait for a file. */
    private static final Map<StateRepository<String, String>, Users> USERS = new IdentityHashMap<>();

    private final Users users;
    private final Optional<Owner> owner;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /**
     * For whom a repository keeps state.
     *
     * @param scope what its keys of state begin with
     * @param key   must be the same for all who use a scope: another account's state would be taken for one's own
     */
    public record Owner(StateScope scope, ApiKey key) {
    }

    /** Who uses one repository. Its monitor is held while the repository starts or stops. */
    private static final class Users {

        private final StateRepository<String, String> repository;
        /** Those that use it, and those that are about to: guarded by {@link #USERS}. */
        private int known;
        /** Those that use it. */
        private int active;
        private boolean isOurs;
        /** Those that use it for an account. */
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

        private synchronized void begin(@Nullable CamelContext context, Optional<Owner> owner) {
            owner.ifPresent(this::requireOneKey);
            if (!(repository instanceof DataMakerStateRepository)) {
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
                        "Two endpoints with different API keys keep state of the account '" + owner.scope().account() + "' in one repository ("
                                             + repository.getClass().getSimpleName() + "): each would take the other's state for its own. Give "
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
     * Takes a repository into use: it is started when this returns.
     *
     * @throws DataMakerException when it keeps state of the same scope for another API key
     */
    public static RepositoryUse begin(StateRepository<String, String> repository, CamelContext context, Owner owner) {
        return begin(repository, context, Optional.of(owner));
    }

    static RepositoryUse begin(DataMakerStateRepository repository) {
        return begin(repository, null, Optional.empty());
    }

    private static RepositoryUse begin(StateRepository<String, String> repository, @Nullable CamelContext context, Optional<Owner> owner) {
        Users users = Users.of(repository);
        try {
            users.begin(context, owner);
        } catch (Throwable e) {
            users.leave();
            throw e;
        }
        return new RepositoryUse(users, owner);
    }

    /** What is used. */
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
