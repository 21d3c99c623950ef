package io.github.cameldatamaker.state;

import java.util.IdentityHashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A part of this JVM that uses a repository. The first one starts it, and the last one stops it, so that a file is free for another
 * process as soon as its consumer has stopped. One that somebody else has started is his to stop; so is one that need not keep its
 * state over a stop, which the context stops.
 */
public final class RepositoryUse implements AutoCloseable {

    /** Of the repositories that were started here, how many use them. */
    private static final Map<StateRepository<?, ?>, Integer> USERS = new IdentityHashMap<>();

    private final StateRepository<String, String> repository;
    private boolean isClosed;

    private RepositoryUse(StateRepository<String, String> repository) {
        this.repository = repository;
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
        return new RepositoryUse(repository);
    }

    static RepositoryUse begin(DataMakerStateRepository repository) {
        synchronized (USERS) {
            if (USERS.containsKey(repository)) {
                USERS.merge(repository, 1, Integer::sum);
            } else if (!(repository instanceof StatefulService service && service.isStarted())) {
                ServiceHelper.startService(repository);
                USERS.put(repository, 1);
            }
        }
        return new RepositoryUse(repository);
    }

    /** What is used. */
    public StateRepository<String, String> repository() {
        return repository;
    }

    @Override
    public void close() {
        synchronized (USERS) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            Integer left = USERS.computeIfPresent(repository, (used, users) -> users - 1);
            if (left != null && left == 0) {
                USERS.remove(repository);
                ServiceHelper.stopService(repository);
            }
        }
    }
}
