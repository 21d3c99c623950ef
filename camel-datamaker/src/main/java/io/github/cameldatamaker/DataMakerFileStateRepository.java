package io.github.cameldatamaker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link StateRepository} in one file that survives a process killed at any moment: each change writes a new file beside it,
 * forces it to the disk, and puts it in the old one's place, so that there is always the old state or the new one, and never a
 * part. Camel's own file repository appends, and leaves a torn line.
 *
 * <p>
 * One file has one user: a second repository on it, in this JVM or in another, fails at its start. Safe for several threads. It
 * holds {@value #DEFAULT_MAX_ENTRIES} keys unless told; beyond that the key that was written longest ago is dropped, with a
 * warning. Keys have at most {@value #MAX_KEY_LENGTH} characters and no {@code =}, values at most {@value #MAX_VALUE_LENGTH};
 * neither may have line breaks.
 */
@Metadata(label = "bean", description = "State in one file that is replaced atomically.",
          annotations = { "interfaceName=org.apache.camel.spi.StateRepository" })
public class DataMakerFileStateRepository extends ServiceSupport implements StateRepository<String, String> {

    /** How many keys it holds unless told. */
    public static final int DEFAULT_MAX_ENTRIES = 10_000;

    static final int MAX_KEY_LENGTH = 1024;
    static final int MAX_VALUE_LENGTH = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DataMakerFileStateRepository.class);
    private static final String HEAD = "# camel-datamaker state, crc32 ";

    private final Path file;
    private final Object lock = new Object();
    private Map<String, String> entries = new LinkedHashMap<>();
    private int maxEntries = DEFAULT_MAX_ENTRIES;
    private boolean forced = true;
    private boolean forcesFolders;
    private StateFileClaim claim;

    /** @param file where the state is; its folder is made, and files of the same name and {@code .tmp}, {@code .lock} are its own */
    public DataMakerFileStateRepository(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** @param file the file's path */
    public DataMakerFileStateRepository(String file) {
        this(Path.of(file));
    }

    /** How many keys it holds. */
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
     * Whether each change is forced to the disk, which takes milliseconds: then it outlives a crash of the machine, too, and not
     * only of the process. It is unless told.
     */
    public void setForced(boolean forced) {
        this.forced = forced;
    }

    public boolean isForced() {
        return forced;
    }

    /**
     * Reads the file.
     *
     * @throws DataMakerException when it cannot be opened, another repository uses it, or it is no whole file of this class; it
     *                            names the file
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
        Files.createDirectories(file.getParent());
        claim = StateFileClaim.of(file, beside(".lock"));
        try {
            entries = read();
            forcesFolders = canForceFolder();
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    // What the JDK says of it is often the path alone.
    private String whatIsWrong(IOException e) {
        Path folder = file.getParent();
        if (!Files.exists(folder)) {
            return "its folder is not there, and cannot be made (" + e + ")";
        }
        return Files.isDirectory(folder) ? "it, or a file beside it, cannot be read or written (" + e + ")" : "its folder is a file";
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
            if (claim != null) {
                claim.close();
            }
        }
    }

    /** The value of a key; null when there is none. */
    @Override
    public String getState(String key) {
        synchronized (lock) {
            requireStarted();
            return entries.get(key);
        }
    }

    /**
     * Sets a key's value; when this returns, it outlives the process, and if {@link #setForced forced} the machine.
     *
     * @param  value              null removes the key
     * @throws DataMakerException when key or value cannot be kept, or the file cannot be written; what was there stays
     */
    @Override
    public void setState(String key, String value) {
        check("key", key, MAX_KEY_LENGTH);
        if (key.indexOf('=') >= 0) {
            throw new DataMakerException("The key '" + key + "' of a state must not contain '='");
        }
        if (value != null) {
            check("value of '" + key + "'", value, MAX_VALUE_LENGTH);
        }
        synchronized (lock) {
            requireStarted();
            Map<String, String> changed = new LinkedHashMap<>(entries);
            // Last is what was written last.
            changed.remove(key);
            if (value != null) {
                changed.put(key, value);
            }
            bound(changed);
            try {
                replace(changed);
            } catch (IOException e) {
                throw new DataMakerException("The state file " + file + " cannot be written: " + e, e);
            }
            entries = changed;
        }
    }

    private void bound(Map<String, String> changed) {
        while (changed.size() > maxEntries) {
            String oldest = changed.keySet().iterator().next();
            LOG.warn("The state file {} holds {} keys (maxEntries); '{}', written longest ago, is dropped", file, maxEntries, oldest);
            changed.remove(oldest);
        }
    }

    private void requireStarted() {
        if (!isStarted() && !isStarting()) {
            throw new DataMakerException("The state file " + file + " is not open: the repository is not started");
        }
    }

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new DataMakerException("The " + what + " of a state has " + text.length() + " characters; it may have " + longest);
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new DataMakerException("The " + what + " of a state must not contain line breaks");
        }
    }

    private void replace(Map<String, String> changed) throws IOException {
        StringBuilder lines = new StringBuilder();
        changed.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
        byte[] content = (HEAD + checksum(lines.toString()) + "\n" + lines).getBytes(StandardCharsets.UTF_8);
        Path next = beside(".tmp");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            if (forced) {
                // Before it gets its name: a name that stands for nothing yet would be worse than the old state.
                out.force(true);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (forced && forcesFolders) {
            forceFolder();
        }
    }

    // The new name is in the folder, and on the disk when that is.
    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    // Some systems open no folder, and some file systems force none.
    private boolean canForceFolder() {
        try {
            forceFolder();
            return true;
        } catch (IOException e) {
            LOG.debug("The folder of {} cannot be forced to the disk: {}", file, e.toString());
            return false;
        }
    }

    private Map<String, String> read() throws IOException {
        String content;
        try {
            // Not readString: a file that is no text at all should be told of by its name.
            content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return new LinkedHashMap<>();
        }
        int head = content.indexOf('\n');
        String lines = content.substring(head + 1);
        if (head < 0 || !content.substring(0, head).equals(HEAD + checksum(lines))) {
            throw new DataMakerException(
                    "The state file " + file + " is no whole file of DataMakerFileStateRepository: its checksum does not fit. Restore it, or "
                                         + "remove it to begin anew");
        }
        Map<String, String> found = new LinkedHashMap<>();
        lines.lines().forEach(line -> found.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return found;
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static String checksum(String lines) {
        CRC32 crc = new CRC32();
        crc.update(lines.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }

    @Override
    public String toString() {
        return "DataMakerFileStateRepository[" + file + "]";
    }
}
