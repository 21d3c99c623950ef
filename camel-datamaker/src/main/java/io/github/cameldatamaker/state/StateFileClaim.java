package io.github.cameldatamaker.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.cameldatamaker.client.DataMakerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exclusive right of one repository to a state file, in this JVM and among all processes. */
final class StateFileClaim implements Closeable {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final Logger LOG = LoggerFactory.getLogger(StateFileClaim.class);
    // On most systems, to open and close a lock file releases the lock that another part of this process holds.
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;
    private boolean isClosed;

    private StateFileClaim(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Claims a file. The system releases the lock when the process dies.
     *
     * @param  lockFile           is locked instead of the file, which is replaced with each change
     * @param  patience           how long to wait for its current user
     * @throws DataMakerException if it is in use; the message names the file
     */
    static StateFileClaim of(Path file, Path lockFile, Duration patience) throws IOException {
        Path real = real(lockFile);
        long deadline = System.nanoTime() + patience.toNanos();
        await(() -> CLAIMED.add(real), file, "another DataMakerFileStateRepository of this JVM: share one bean", deadline);
        StateFileClaim claim = open(real);
        try {
            await(() -> claim.tryLock(file), file, "another process", deadline);
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
        return claim;
    }

    /** Permissions that let only the owner read a file, if the file system has permissions. */
    static FileAttribute<?>[] ownersOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
                : new FileAttribute<?>[0];
    }

    private static StateFileClaim open(Path lockFile) throws IOException {
        try {
            // A link in its place would let us lock, and block, a foreign file.
            return new StateFileClaim(lockFile, FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | RuntimeException e) {
            CLAIMED.remove(lockFile);
            throw e;
        }
    }

    // The same path whatever name its folder has. Making it does not open an existing one.
    private static Path real(Path lockFile) throws IOException {
        try {
            Files.createFile(lockFile, ownersOnly(lockFile));
        } catch (FileAlreadyExistsException e) {
            LOG.trace("{} is there already", lockFile);
        }
        return lockFile.getParent().toRealPath().resolve(lockFile.getFileName());
    }

    /** One attempt. */
    private interface Try {

        boolean isTaken() throws IOException;
    }

    // A process that has just lost the leadership may still be stopping.
    private static void await(Try attempt, Path file, String user, long deadline) throws IOException {
        if (attempt.isTaken()) {
            return;
        }
        LOG.info("The state file {} is in use by {}; waiting {} ms for it to stop", file, user,
                Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        while (!attempt.isTaken()) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                throw new DataMakerException("The state file " + file + " is in use by " + user);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private boolean tryLock(Path file) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            throw new DataMakerException("The state file " + file + " is in use by another part of this JVM", e);
        }
    }

    /** Releases the file. */
    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            channel.close();
        } finally {
            CLAIMED.remove(lockFile);
        }
    }
}
