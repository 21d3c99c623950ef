package io.github.cameldatamaker.state;

import java.time.Duration;

import org.apache.camel.spi.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * A {@link StateRepository} that several writers can share: a value changes only if it is still the one that its writer knows.
 * {@code runKey} needs one, because Camel's interface cannot keep two processes from starting the same run. The component has
 * {@code DataMakerFileStateRepository} for one process and {@code DataMakerJdbcStateRepository} for many.
 *
 * <p>
 * The component starts a repository with its first user and stops it with its last one, unless the application has started
 * it. So values must survive a stop and a start. Implementations must be thread-safe.
 */
public interface DataMakerStateRepository extends StateRepository<String, String> {

    /**
     * Changes a key's value if nobody else has changed it, atomically for all who share the state. When it returns, the change
     * survives the end of the process.
     *
     * @param  expected the value that the caller knows; null if the key has none
     * @param  value    the new value; null removes the key
     * @return          whether the value was the expected one and is now the new one; otherwise nothing has changed
     */
    boolean compareAndSet(String key, @Nullable String expected, @Nullable String value);

    /**
     * Removes the entries of a kind that were not written recently.
     *
     * @param  kind the beginning of their keys: the whole key, or its first parts up to a colon, such as {@code datamaker:start}
     * @param  age  younger entries stay; zero removes all
     * @return      the number of removed entries
     */
    int forget(String kind, Duration age);

    /**
     * Removes all entries of a kind, so that their users begin anew: {@code forget("datamaker:resume:nightly")}. Stop the routes
     * that use them first. A stopped repository is started for the call.
     *
     * @param  kind the beginning of their keys: the whole key, or its first parts up to a colon
     * @return      the number of removed entries
     */
    default int forget(String kind) {
        try (RepositoryUse use = RepositoryUse.begin(this)) {
            return forget(kind, Duration.ZERO);
        }
    }
}
