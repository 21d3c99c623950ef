package io.github.cameldatamaker.sandbox.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.github.cameldatamaker.sandbox.control.ClockControl;
import io.github.cameldatamaker.sandbox.control.MovableClock;
import io.github.cameldatamaker.sandbox.file.WorkspaceFile;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.set.SetReader;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.nio.file.NoSuchFileException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a workspace in a folder, so that it outlives the sandbox. {@code state.json} is replaced as a whole; the rows of sets and
 * the contents of files lie beside it, under numbers, and are written before it names them. A call that changes something is
 * answered once that is saved; what time and generations change is saved within a second.
 */
public final class StateFolder implements Routes, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern GENERATING = Pattern.compile("/templates/[^/]+/(generate|preview)");
    private static final int TRIES = 5;

    private final Path folder;
    private final Path contents;
    private final Workspace workspace;
    private final MovableClock clock;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final ScheduledExecutorService saver;
    /** The names of the contents in the folder, by what they are contents of. */
    private final Map<Object, String> names = new IdentityHashMap<>();
    private long lastName;
    private byte[] saved = {};
    private boolean complained;

    /**
     * Opens a folder, which may not exist yet, and gives the workspace what it holds.
     *
     * @throws IOException              if it cannot be read or written
     * @throws IllegalArgumentException if another sandbox uses it, or its state is damaged; the message names the file
     */
    public StateFolder(Path folder, Workspace workspace, MovableClock clock) throws IOException {
        this.folder = folder;
        this.contents = folder.resolve("contents");
        this.workspace = workspace;
        this.clock = clock;
        Files.createDirectories(contents);
        this.lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.lock = lock();
        try {
            findLastName();
            load();
            save();
        } catch (IOException | RuntimeException e) {
            unlock();
            throw e;
        }
        this.saver = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "datamaker-sandbox-state");
            thread.setDaemon(true);
            return thread;
        });
        saver.scheduleWithFixedDelay(this::saveOrComplain, 1, 1, TimeUnit.SECONDS);
    }

    private FileLock lock() throws IOException {
        FileLock taken;
        try {
            taken = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            taken = null;
        }
        if (taken == null) {
            lockFile.close();
            throw new IllegalArgumentException(
                    "another sandbox uses the state folder " + folder + "; stop it, or choose another");
        }
        return taken;
    }

    private void unlock() throws IOException {
        lock.release();
        lockFile.close();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.after(ctx -> {
            if (!READING.contains(ctx.req().getMethod()) && !GENERATING.matcher(ctx.path()).matches()) {
                save();
            }
        });
    }

    private void saveOrComplain() {
        try {
            save();
            complained = false;
        } catch (IOException | RuntimeException e) {
            if (!complained) {
                LOG.warn("the state is not saved to {}: {}", folder, e.toString());
            }
            complained = true;
        }
    }

    private synchronized void save() throws IOException {
        for (int i = 1;; i++) {
            try {
                saveOnce();
                return;
            } catch (NoSuchFileException e) {
                // Somebody deleted a file of the workspace meanwhile.
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void saveOnce() throws IOException {
        WorkspaceState state = WorkspaceState.of(workspace, clock.ahead());
        Set<String> named = new HashSet<>();
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        StateWriter.write(state.withoutTime(), document, beside(named));
        byte[] bytes = document.toByteArray();
        if (Arrays.equals(bytes, saved)) {
            return;
        }
        Path next = folder.resolve("state.json.new");
        try (FileChannel file = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            Channels.newOutputStream(file).write(bytes);
            file.force(true);
        }
        Files.move(next, folder.resolve("state.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        saved = bytes;
        names.values().retainAll(named);
        try (Stream<Path> all = Files.list(contents)) {
            for (Path each : all.filter(path -> !named.contains(path.getFileName().toString())).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private StateWriter.Contents beside(Set<String> named) {
        return new StateWriter.Contents() {
            @Override
            public void rows(SavedSet set, JsonGenerator to) throws IOException {
                String name = name("set", set.rows());
                keep(name, out -> set.rows().writeTo(out));
                to.writeStringField("rows_in", name);
            }

            @Override
            public void content(WorkspaceFile file, JsonGenerator to) throws IOException {
                String name = name("file", file);
                keep(name, out -> Files.copy(file.content(), out));
                to.writeStringField("content_in", name);
            }

            private void keep(String name, Content content) throws IOException {
                named.add(name);
                Path kept = contents.resolve(name);
                if (Files.exists(kept)) {
                    return;
                }
                Path next = contents.resolve(name + ".new");
                try (OutputStream out = Files.newOutputStream(next)) {
                    content.writeTo(out);
                }
                Files.move(next, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        };
    }

    private String name(String kind, Object content) {
        return names.computeIfAbsent(content, unnamed -> kind + "-" + ++lastName);
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    // A content is never written again under the name of another.
    private void findLastName() throws IOException {
        try (Stream<Path> all = Files.list(contents)) {
            lastName = all.map(path -> path.getFileName().toString().replaceAll("\\D", ""))
                    .filter(digits -> digits.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong).max().orElse(0);
        }
    }

    private void load() throws IOException {
        Path document = folder.resolve("state.json");
        if (!Files.exists(document)) {
            return;
        }
        try (InputStream in = Files.newInputStream(document)) {
            WorkspaceState state = StateReader.read(in, workspace.budget().use().limits(), fromBeside());
            Duration ahead = state.clockAhead().minus(clock.ahead());
            ClockControl.requireYear(clock.instant().plus(ahead), "clock_ahead");
            clock.advance(ahead);
            state.applyTo(workspace);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the state in " + document + " cannot be read: " + e.getMessage()
                    + "; repair it, or move the folder away to begin anew", e);
        }
    }

    private StateReader.Contents fromBeside() {
        return new StateReader.Contents() {
            @Override
            public SavedSet set(Part head, JsonParser in, String field) throws IOException {
                Path content = content(head, in, field);
                try (InputStream rows = Files.newInputStream(content)) {
                    SavedSet set = StateReader.set(head, SetReader.rows(rows));
                    names.put(set.rows(), content.getFileName().toString());
                    return set;
                }
            }

            @Override
            public WorkspaceFile file(Part head, JsonParser in, String field) throws IOException {
                Path received = Files.createTempFile(workspace.files().folder(), "kept", null);
                Path content = content(head, in, field);
                Files.copy(content, received, StandardCopyOption.REPLACE_EXISTING);
                WorkspaceFile file = StateReader.file(head, received);
                names.put(file, content.getFileName().toString());
                return file;
            }

            private Path content(Part head, JsonParser in, String field) throws IOException {
                String name = in.getValueAsString("");
                Path content = contents.resolve(name).normalize();
                if (!field.endsWith("_in") || !contents.normalize().equals(content.getParent())
                        || !Files.isRegularFile(content)) {
                    throw head.wrong(field, "there is no file '" + name + "' in " + contents);
                }
                return content;
            }
        };
    }

    /** Saves once more, and lets another sandbox use the folder. */
    @Override
    public void close() {
        saver.shutdown();
        saveOrComplain();
        try {
            unlock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
