package io.github.cameldatamaker.state;

import java.time.Duration;

import org.apache.camel.spi.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * A {@link StateRepository} that several writers can share: a value changes only if it is still the one that its writer knows.
 * {@code runKey} needs one, since Camel's interface alone cannot keep two processes from starting the same run. Those that come
 * with the component are {@code DataMakerFileStateRepository}, for one process, and {@code DataMakerJdbcStateRepository}, for many.
 *
 * <p>
 * The component starts a repository with its first user, and stops it when the last one has stopped, unless somebody else has
 * started it. So what was written must still be there after a stop and a start. Implementations are safe for several threads.
 */
public interface DataMakerStateRepository extends StateRepository<String, String> {

    /**
     * Changes a key's value if nobody else has changed it, in one step for all who share the state. When it returns, the change
     * outlives the process.
     *
     * @param  expected what the caller knows; null when the key has no value
     * @param  value    the new value; null removes the key
     * @return          whether the value was the expected one, and is the new one now; otherwise nothing has changed
     */
    boolean compareAndSet(String key, @Nullable String expected, @Nullable String value);

    /**
     * Removes the entries of a kind that were not written for some time.
     *
     * @param  kind how their keys begin: the whole key, or its first parts up to a colon, as in {@code datamaker:start}
     * @param  age  those that were written later stay; zero removes all
     * @return      how many were removed
     */
    int forget(String kind, Duration age);

    /**
     * Removes all entries of a kind, so that what they are for begins anew: {@code forget("datamaker:resume:nightly")}. Stop the
     * routes that use them first. A repository that is not started is started meanwhile.
     *
     * @param  kind how their keys begin: the whole key, or its first parts up to a colon
     * @return      how many were removed
     */
    default int forget(String kind) {
        try (RepositoryUse use = RepositoryUse.begin(this)) {
            return forget(kind, Duration.ZERO);
        }
    }
}
