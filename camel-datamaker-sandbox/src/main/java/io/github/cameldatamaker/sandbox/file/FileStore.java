package io.github.cameldatamaker.sandbox.file;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the workspace by name. Their contents lie in a temporary folder. */
public final class FileStore implements AutoCloseable {

    /** A file to read. The stream stays valid if the file is replaced or deleted. */
    public record Opened(WorkspaceFile file, InputStream content) {
    }

    private final Clock clock;
    private final Map<String, WorkspaceFile> files = new LinkedHashMap<>();
    private Path folder;
    private long lastPosition;

    public FileStore(Clock clock) {
        this.clock = clock;
    }

    /** The temporary folder, where an upload may put what it receives. */
    public synchronized Path folder() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("datamaker-sandbox");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for workspace files", e);
        }
    }

    /**
     * Adds a file, or replaces the one with that name.
     *
     * @param declaredType the content type of the upload, or null
     * @param received     its content, in {@link #folder()}; the store moves it
     */
    public synchronized WorkspaceFile put(String name, String declaredType, Path received) throws IOException {
        long position = ++lastPosition;
        Path content = Files.move(received, folder().resolve("file-" + position), StandardCopyOption.REPLACE_EXISTING);
        WorkspaceFile file = new WorkspaceFile(position, name, Files.size(content), ContentTypes.of(name, declaredType),
                clock.instant().truncatedTo(ChronoUnit.MILLIS), content);
        discard(files.remove(name));
        files.put(name, file);
        return file;
    }

    /**
     * Opens a file.
     *
     * @throws ApiException not_found
     */
    public synchronized Opened open(String name) throws IOException {
        WorkspaceFile file = get(name);
        return new Opened(file, Files.newInputStream(file.content()));
    }

    /**
     * Opens a file of {@link #list()}.
     *
     * @throws ApiException not_found if it was replaced or deleted meanwhile
     */
    public synchronized InputStream open(WorkspaceFile file) throws IOException {
        if (get(file.name()) != file) {
            throw ApiException.notFound("workspace file '" + file.name() + "' was replaced meanwhile");
        }
        return Files.newInputStream(file.content());
    }

    /**
     * Removes a file.
     *
     * @throws ApiException not_found
     */
    public synchronized void delete(String name) {
        discard(files.remove(get(name).name()));
    }

    /**
     * Replaces everything.
     *
     * @param kept whose contents lie in {@link #folder()}
     */
    public synchronized void restore(List<WorkspaceFile> kept) {
        files.values().forEach(FileStore::discard);
        files.clear();
        lastPosition = 0;
        for (WorkspaceFile file : kept) {
            files.put(file.name(), file);
            lastPosition = Math.max(lastPosition, file.position());
        }
    }

    /** All files, oldest upload first. */
    public synchronized List<WorkspaceFile> list() {
        return List.copyOf(files.values());
    }

    /** Forgets everything, and deletes the temporary folder. */
    public synchronized void clear() {
        files.clear();
        lastPosition = 0;
        if (folder == null) {
            return;
        }
        try (Stream<Path> contents = Files.list(folder)) {
            contents.forEach(FileStore::deleteIfPossible);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder of workspace files cannot be read", e);
        }
        deleteIfPossible(folder);
        folder = null;
    }

    @Override
    public void close() {
        clear();
    }

    private WorkspaceFile get(String name) {
        WorkspaceFile file = files.get(name);
        if (file == null) {
            throw ApiException.notFound("there is no workspace file '" + name + "'");
        }
        return file;
    }

    private static void discard(WorkspaceFile file) {
        if (file != null) {
            deleteIfPossible(file.content());
        }
    }

    private static void deleteIfPossible(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Windows does not delete a file that is being downloaded.
            path.toFile().deleteOnExit();
        }
    }
}
