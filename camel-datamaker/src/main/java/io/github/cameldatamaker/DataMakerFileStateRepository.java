package io.github.cameldatamaker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.StateEntries;
import io.github.cameldatamaker.state.StateFile;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State in one file, which survives a kill of the process at any moment. Each change writes a new file beside it, forces it to
 * the disk, and moves it into place. So there is always the old state or the new one, never a part. Camel's own file repository
 * appends and may leave a torn line.
 *
 * <p>
 * One file has one user. A second repository on it, in this JVM or in another, waits {@link #setLockTimeout a little} for the
 * first one to stop, and then fails at its start. Several processes share a {@code DataMakerJdbcStateRepository}. By default it
 * holds {@value #DEFAULT_MAX_ENTRIES} keys of each kind (positions of consumers, keys of runs). Beyond that, the key that was
 * written longest ago is dropped with a warning. A key has at most {@value #MAX_KEY_LENGTH} characters and no {@code =}, a value
 * at most {@value #MAX_VALUE_LENGTH}; neither may have line breaks. Only the owner of the files can read them. Thread-safe.
 */
@Metadata(label = "bean", description = "State in one file that is replaced atomically.",
        annotations = { "interfaceName=org.apache.camel.spi.StateRepository" })
@Configurer(metadataOnly = true)
public class DataMakerFileStateRepository extends ServiceSupport implements DataMakerStateRepository {

    /** The default number of keys of each kind. */
    public static final int DEFAULT_MAX_ENTRIES = 10_000;

    private static final long DEFAULT_LOCK_TIMEOUT = 5000;

    public static final int MAX_KEY_LENGTH = 1024;
    public static final int MAX_VALUE_LENGTH = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DataMakerFileStateRepository.class);

    private final Path file;
    private final Object lock = new Object();
    private StateEntries entries = new StateEntries();
    @Metadata(label = "advanced", defaultValue = "" + DEFAULT_MAX_ENTRIES,
            description = "How many keys of a kind it holds. Beyond that the one that was written longest ago is dropped.")
    private int maxEntries = DEFAULT_MAX_ENTRIES;
    @Metadata(label = "advanced", defaultValue = "true",
            description = "Whether each change is forced to the disk, so that it outlives a crash of the machine, too.")
    private boolean forced = true;
    @Metadata(label = "advanced", javaType = "java.time.Duration", defaultValue = "" + DEFAULT_LOCK_TIMEOUT,
            description = "How long to wait at the start for another process or context that uses the file, and may be about to stop.")
    private long lockTimeout = DEFAULT_LOCK_TIMEOUT;
    private StateFile open;

    /**
     * @param file the file of the state; its folder is made, and it also uses the same name with {@code .tmp} and {@code .lock}
     */
    public DataMakerFileStateRepository(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** @param file the path of the file */
    public DataMakerFileStateRepository(String file) {
        this(Path.of(file));
    }

    /** The most keys of each kind. */
    public void setMaxEntries(int maxEntries) {
        if (maxEntries < 1) {
            throw new DataMakerException("maxEntries is " + maxEntries + "; it must be at least 1");
        }
        this.maxEntries = maxEntries;
    }

    public int getMaxEntries() {
        return maxEntries;
    }

    /**
     * Whether each change is forced to the disk, which takes milliseconds. Then it also survives a crash of the machine, not only
     * of the process. The default is true.
     */
    public void setForced(boolean forced) {
        this.forced = forced;
    }

    public boolean isForced() {
        return forced;
    }

    /**
     * How long to wait at the start for another process or context that uses the file, in milliseconds. The default is 5 seconds.
     */
    public void setLockTimeout(long lockTimeout) {
        if (lockTimeout < 0) {
            throw new DataMakerException("lockTimeout is " + lockTimeout + " ms; it must be 0 or more");
        }
        this.lockTimeout = lockTimeout;
    }

    public long getLockTimeout() {
        return lockTimeout;
    }

    /**
     * Reads the file.
     *
     * @throws DataMakerException if it cannot be opened, is in use, or is damaged; the message names the file
     */
    @Override
    protected void doStart() throws Exception {
        if (Files.isDirectory(file)) {
            throw unopened("there is a folder in its place", null);
        }
        synchronized (lock) {
            try {
                open();
            } catch (IOException e) {
                throw unopened(whatIsWrong(e), e);
            }
        }
    }

    private void open() throws IOException {
        open = StateFile.open(file, Duration.ofMillis(lockTimeout));
        try {
            entries = open.read();
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    // The JDK's message is often only the path.
    private String whatIsWrong(IOException e) {
        Path folder = file.getParent();
        if (!Files.exists(folder)) {
            return "its folder does not exist and cannot be made (" + e + ")";
        }
        return Files.isDirectory(folder) ? "it, or a file beside it, cannot be read or written (" + e + ")"
                : "its folder is a file";
    }

    private DataMakerException unopened(String why, IOException cause) {
        return new DataMakerException(
                "The state file " + file + " cannot be opened: " + why
                        + ". Give DataMakerFileStateRepository the path of a file, in a folder that this process may write to",
                cause);
    }

    @Override
    protected void doStop() throws Exception {
        synchronized (lock) {
            if (open != null) {
                open.close();
            }
        }
    }

    /** The value of a key; null if there is none. */
    @Override
    public String getState(String key) {
        synchronized (lock) {
            requireStarted();
            return entries.get(key);
        }
    }

    /**
     * Sets the value of a key. When it returns, the value survives the process, and if {@link #setForced forced} also a crash of
     * the machine.
     *
     * @param  value              null removes the key
     * @throws DataMakerException if key or value cannot be stored, or the file cannot be written; the old value then stays
     */
    @Override
    public void setState(String key, String value) {
        checkKey(key);
        checkValue(key, value);
        synchronized (lock) {
            requireStarted();
            put(key, value);
        }
    }

    @Override
    public boolean compareAndSet(String key, String expected, String value) {
        checkKey(key);
        checkValue(key, value);
        synchronized (lock) {
            requireStarted();
            boolean isExpected = entries.has(key, expected);
            if (isExpected) {
                put(key, value);
            }
            return isExpected;
        }
    }

    @Override
    public int forget(String kind, Duration age) {
        synchronized (lock) {
            requireStarted();
            StateEntries changed = entries.copy();
            int forgotten = changed.forget(kind, age, Instant.now());
            if (forgotten > 0) {
                replace(changed);
            }
            return forgotten;
        }
    }

    private void put(String key, String value) {
        StateEntries changed = entries.copy();
        changed.put(key, value, Instant.now());
        changed.boundLike(key, maxEntries).forEach(eldest -> LOG.warn(
                "The state file {} is full with {} keys of a kind (maxEntries). The key '{}', which was written longest ago, is dropped",
                file, maxEntries, eldest));
        replace(changed);
    }

    private void replace(StateEntries changed) {
        try {
            open.replace(changed, forced);
        } catch (IOException e) {
            throw new DataMakerException("The state file " + file + " cannot be written: " + e, e);
        }
        entries = changed;
    }

    private void requireStarted() {
        if (!isStarted() && !isStarting()) {
            throw new DataMakerException("The state file " + file + " is not open: the repository is not started");
        }
    }

    private static void checkKey(String key) {
        check("key", key, MAX_KEY_LENGTH);
        if (key.indexOf('=') >= 0) {
            throw new DataMakerException("The key '" + key + "' of a state must not contain '='");
        }
    }

    private static void checkValue(String key, String value) {
        if (value != null) {
            check("value of '" + key + "'", value, MAX_VALUE_LENGTH);
        }
    }

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new DataMakerException(
                    "The " + what + " of a state has " + text.length() + " characters; it may have " + longest);
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new DataMakerException("The " + what + " of a state must not contain line breaks");
        }
    }

    @Override
    public String toString() {
        return "DataMakerFileStateRepository[" + file + "]";
    }
}
