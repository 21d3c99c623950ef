package io.github.cameldatamaker.state;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.spi.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer remembers between two polls or two lives, under one key of a {@link StateRepository}, as a {@link StateLine}. A
 * value that cannot be read is never taken for an empty one: the consumer would begin again from the start, or skip what it had not
 * delivered.
 *
 * <p>
 * A key has one user. A second one in this JVM is refused. One in another process is noticed with the first write after its own, where
 * the repository is a {@link DataMakerStateRepository}; with any other the last one that writes wins.
 */
public final class StoredState implements AutoCloseable {

    private static final Set<Use> IN_USE = ConcurrentHashMap.newKeySet();

    private final Use use;
    private final Runnable release;
    private @Nullable String known;
    /** What may have been written although an error was the answer. */
    private @Nullable String attempted;
    private boolean isClosed;

    private record Use(StateRepository<String, String> repository, String key) {
    }

    private StoredState(Use use, Runnable release) {
        this.use = use;
        this.release = release;
    }

    /**
     * Takes a key of a repository into use, until {@link #close()}.
     *
     * @param  release            gives the repository free; it is run in any case, once
     * @throws DataMakerException when the key is in use; it names the key
     */
    public static StoredState open(StateRepository<String, String> repository, String key, Runnable release) {
        Use use = new Use(repository, key);
        if (!IN_USE.add(use)) {
            release.run();
            throw new DataMakerException(
                    "The state '" + key + "' is in use by another consumer of this repository: each would overwrite what the other "
                                         + "remembers. Give each its own key or repository");
        }
        return new StoredState(use, release);
    }

    /** As above, of a repository that is its owner's to stop. */
    public static StoredState open(StateRepository<String, String> repository, String key) {
        return open(repository, key, () -> {
        });
    }

    /** The key. */
    public String key() {
        return use.key();
    }

    /**
     * What was written last; empty when nothing was.
     *
     * @throws DataMakerException when the repository holds something else under the key; it names the key
     */
    public synchronized Optional<Map<String, Object>> read() {
        known = use.repository().getState(use.key());
        return Optional.ofNullable(known).map(value -> StateLine.read(use.key(), value));
    }

    /**
     * Replaces what is remembered.
     *
     * @param  state              what JSON can hold
     * @throws DataMakerException when it is too long, somebody else has written meanwhile, or this is closed; what was there stays
     */
    public void write(Map<String, Object> state) {
        set(StateLine.write(use.key(), state));
    }

    // Under the lock of close(): who takes the key over must not be overwritten by who had it before.
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
                    "The state '" + use.key() + "' was changed by another consumer, and is not overwritten. Two consumers use one key: stop one of "
                                         + "them, and start the other again");
        }
        known = value;
    }

    /** Gives the key free. What was written stays, and this writes nothing any more. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            IN_USE.remove(use);
            release.run();
        }
    }
}
