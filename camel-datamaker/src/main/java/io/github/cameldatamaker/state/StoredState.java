package io.github.cameldatamaker.state;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.spi.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer remembers between two polls or two lives: a {@link StateLine} under one key of a {@link StateRepository}. An
 * unreadable value is never taken for an empty one, because the consumer would begin anew or skip undelivered events.
 *
 * <p>
 * A key has one user. A second one in this JVM is refused. With a {@link DataMakerStateRepository}, one in another process is
 * noticed at the next write after its own. With any other repository the last writer wins.
 */
public final class StoredState implements AutoCloseable {

    private static final Set<Use> IN_USE = ConcurrentHashMap.newKeySet();

    private final Use use;
    private final Runnable release;
    private @Nullable String known;
    /** A value that may have been written although the write failed. */
    private @Nullable String attempted;
    private boolean isClosed;

    private record Use(StateRepository<String, String> repository, String key) {
    }

    private StoredState(Use use, Runnable release) {
        this.use = use;
        this.release = release;
    }

    /**
     * Opens a key of a repository until {@link #close()}.
     *
     * @param  release            releases the repository; it always runs, once
     * @throws DataMakerException if the key is in use; the message names the key
     */
    public static StoredState open(StateRepository<String, String> repository, String key, Runnable release) {
        Use use = new Use(repository, key);
        if (!IN_USE.add(use)) {
            release.run();
            throw new DataMakerException(
                    "The state '" + key
                            + "' is in use by another consumer of this repository: each would overwrite what the other "
                            + "remembers. Give each its own key or repository");
        }
        return new StoredState(use, release);
    }

    /** As above, for a repository that its owner stops. */
    public static StoredState open(StateRepository<String, String> repository, String key) {
        return open(repository, key, () -> {});
    }

    /** The key. */
    public String key() {
        return use.key();
    }

    /**
     * The value that was written last; empty if there is none.
     *
     * @throws DataMakerException if the value of the key is damaged or not ours; the message names the key
     */
    public synchronized Optional<Map<String, Object>> read() {
        known = use.repository().getState(use.key());
        return Optional.ofNullable(known).map(value -> StateLine.read(use.key(), value));
    }

    /**
     * Replaces the value.
     *
     * @param  state              what JSON can hold
     * @throws DataMakerException if it is too long, another consumer has written meanwhile, or this is closed; the value then
     *                            stays
     */
    public void write(Map<String, Object> state) {
        set(StateLine.write(use.key(), state));
    }

    // Under the lock of close(): the previous user must not overwrite the next one.
    private synchronized void set(String value) {
        if (isClosed) {
            throw new DataMakerException("The state '" + use.key() + "' is closed: another consumer may write it now");
        }
        if (use.repository() instanceof DataMakerStateRepository shared) {
            replace(shared, value);
        } else {
            use.repository().setState(use.key(), value);
        }
    }

    private void replace(DataMakerStateRepository shared, String value) {
        if (attempted != null) {
            String current = shared.getState(use.key());
            known = attempted.equals(current) ? current : known;
        }
        attempted = value;
        boolean isReplaced = shared.compareAndSet(use.key(), known, value);
        attempted = null;
        if (!isReplaced) {
            throw new DataMakerException(
                    "The state '" + use.key()
                            + "' was changed by another consumer, and is not overwritten. Two consumers use one key: stop one of "
                            + "them, and start the other again");
        }
        known = value;
    }

    /** Releases the key. The value stays, and this object writes nothing more. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            IN_USE.remove(use);
            release.run();
        }
    }
}
