package io.github.cameldatamaker.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;

import io.github.cameldatamaker.client.DataMakerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in a file that is replaced as a whole. Each change writes a new file beside it, forces it to the disk, and moves it
 * into place. So there is always the old state or the new one, never a part. Only the owner can read the files, and a foreign
 * symbolic link is never followed.
 */
public final class StateFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final String HEAD = "# camel-datamaker state, crc32 ";
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path file;
    private final StateFileClaim claim;
    private final boolean forcesFolder;

    private StateFile(Path file, StateFileClaim claim) {
        this.file = file;
        this.claim = claim;
        this.forcesFolder = canForceFolder();
    }

    /**
     * Opens a file until {@link #close()}, and makes its folder.
     *
     * @param  patience           how long to wait for another process that uses it
     * @throws DataMakerException if it is in use; the message names the file
     */
    public static StateFile open(Path named, Duration patience) throws IOException {
        Path folder = named.getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        // A file has one lock, whatever name is used for it.
        Path file = Files.isSymbolicLink(named) ? named.toRealPath() : named;
        return new StateFile(file, StateFileClaim.of(named, beside(file, ".lock"), patience));
    }

    /**
     * Replaces the content of the file. When it returns, the content survives the process, and if it is forced also a crash of
     * the machine.
     */
    public void replace(StateEntries entries, boolean forced) throws IOException {
        StringBuilder lines = new StringBuilder();
        entries.all().forEach((key, entry) -> lines.append(key).append('=').append(entry.written()).append(' ')
                .append(entry.value()).append('\n'));
        Path next = beside(file, ".tmp");
        // Removes what a killed process has left, or a foreign link.
        Files.deleteIfExists(next);
        try (FileChannel out = FileChannel.open(next, NEW, StateFileClaim.ownersOnly(next))) {
            ByteBuffer left = ByteBuffer
                    .wrap((HEAD + Checksum.of(lines.toString()) + "\n" + lines).getBytes(StandardCharsets.UTF_8));
            while (left.hasRemaining()) {
                out.write(left);
            }
            if (forced) {
                // Forced before the move: a name without content would be worse than the old state.
                out.force(true);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (forced && forcesFolder) {
            forceFolder();
        }
    }

    // The folder has the new name, so it must be on the disk too.
    private void forceFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    // Some systems cannot open a folder, and some file systems cannot force one.
    private boolean canForceFolder() {
        try {
            forceFolder();
            return true;
        } catch (IOException e) {
            LOG.debug("The folder of {} cannot be forced to the disk: {}", file, e.toString());
            return false;
        }
    }

    /**
     * The content of the file; empty if there is no file.
     *
     * @throws DataMakerException if the file is damaged or not ours; the message names the file
     */
    public StateEntries read() throws IOException {
        StateEntries found = new StateEntries();
        String content;
        try {
            // Not readString: the error of a binary file should name the file.
            content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return found;
        }
        int head = content.indexOf('\n');
        String lines = content.substring(head + 1);
        if (head < 0 || !content.substring(0, head).equals(HEAD + Checksum.of(lines))) {
            throw new DataMakerException(
                    "The state file " + file
                            + " is damaged, or is not a file of DataMakerFileStateRepository: its checksum does not fit. "
                            + "Restore it, or remove it to begin anew");
        }
        lines.lines().forEach(line -> restore(found, line));
        return found;
    }

    private static void restore(StateEntries found, String line) {
        int value = line.indexOf('=') + 1;
        int text = line.indexOf(' ', value) + 1;
        found.restore(line.substring(0, value - 1),
                new StateEntries.Entry(line.substring(text), Long.parseLong(line.substring(value, text - 1))));
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Releases the file. */
    @Override
    public void close() throws IOException {
        claim.close();
    }
}
