package io.github.cameldatamaker.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.CapturedLog;
import io.github.cameldatamaker.jvm.ForkedJvm;
import io.github.cameldatamaker.jvm.StateMain;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** State in a file that is replaced atomically. */
class FileStateRepositoryTest {

    @TempDir
    Path folder;
    private Path file;
    private DataMakerFileStateRepository repository;

    @BeforeEach
    void open() {
        file = folder.resolve("below").resolve("state.txt");
        repository = opened();
    }

    @AfterEach
    void close() {
        repository.stop();
    }

    private DataMakerFileStateRepository opened() {
        return opened(file);
    }

    private static DataMakerFileStateRepository opened(Path file) {
        DataMakerFileStateRepository opened = new DataMakerFileStateRepository(file);
        opened.setLockTimeout(0);
        opened.start();
        return opened;
    }

    private void reopen() {
        repository.stop();
        repository = opened();
    }

    @Test
    void valuesSurviveARestart() {
        repository.setState("a", "1");
        repository.setState("b", "x=y ü");
        repository.setState("a", "2");
        repository.setState("c", "3");
        repository.setState("c", null);
        reopen();

        assertThat(repository.getState("a")).isEqualTo("2");
        assertThat(repository.getState("b")).isEqualTo("x=y ü");
        assertThat(repository.getState("c")).isNull();
    }

    @Test
    void nothingElseStaysInTheFolder() throws Exception {
        repository.setState("a", "1");

        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("state.txt", "state.txt.lock");
        }
    }

    /** Otherwise a crash of the machine could bring the old name back. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFolderIsForcedToTheDiskAfterTheFile() throws Exception {
        Path forced = folder.resolve("forced.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
            recording.start();
            repository.setState("a", "1");
            repository.setForced(false);
            repository.setState("a", "2");
            recording.stop();
            recording.dump(forced);
        }

        assertThat(RecordingFile.readAllEvents(forced)).extracting(event -> event.getString("path"))
                .containsExactly(file + ".tmp", file.getParent().toString());
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() throws Exception {
        repository.setState("a", "1");
        repository.setState("b", "2");
        repository.stop();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(this::opened).as("cut after " + length).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining(file.toString());
        }
        Files.write(file, whole);
        repository = opened();
        assertThat(repository.getState("b")).isEqualTo("2");
    }

    @Test
    void whatAKilledWriterLeftBesideItIsOverwritten() throws Exception {
        repository.setState("a", "1");
        Files.writeString(file.resolveSibling("state.txt.tmp"),
                "a torn line that is longer than what will be written over it".repeat(9));
        reopen();

        repository.setState("a", "2");
        reopen();

        assertThat(repository.getState("a")).isEqualTo("2");
    }

    @Test
    void twoRepositoriesOnOneFile() {
        assertThatThrownBy(this::opened).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("in use by another").hasMessageContaining(file.toString());

        repository.setState("a", "1");
        reopen();
        assertThat(repository.getState("a")).isEqualTo("1");
    }

    /** To close a second channel of the lock file would release the lock. */
    @Test
    void aRefusedRepositoryDoesNotReleaseTheLock() throws Exception {
        assertThatThrownBy(this::opened).hasMessageContaining("share one bean");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file.getParent());
        assertThatThrownBy(() -> opened(link.resolve("state.txt"))).hasMessageContaining("share one bean");

        ForkedJvm other = ForkedJvm.run(StateMain.class, List.of(), Map.of(), file.toString(), "1");

        assertThat(other.exitCode()).as(other.output()).isNotZero();
        assertThat(other.output()).contains("in use by another process");
    }

    /** As behind master: the old leader stops while the new one starts. */
    @Test
    void itWaitsForAProcessThatIsAboutToStop() throws Exception {
        repository.setState("number", "1 x");
        Path output = folder.resolve("output");
        Process next = ForkedJvm.start(StateMain.class, Map.of(), output, file.toString(), "1");
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(output).contains("in use by another process; waiting"));
            repository.stop();

            assertThat(next.waitFor()).as(Files.readString(output)).isZero();
        } finally {
            next.destroyForcibly().waitFor();
        }
        repository = opened();
        assertThat(repository.getState("number")).startsWith("2 x");
    }

    @Test
    void itWaitsForARepositoryOfThisJvmThatIsAboutToStop() {
        repository.setState("a", "1");
        DataMakerFileStateRepository next = new DataMakerFileStateRepository(file);
        next.setLockTimeout(60_000);
        try (CapturedLog log = new CapturedLog()) {
            CompletableFuture<Void> started = CompletableFuture.runAsync(next::start);
            Awaitility.await().until(() -> log.count("in use by another DataMakerFileStateRepository") > 0);
            repository.stop();
            started.join();
        }

        assertThat(next.getState("a")).isEqualTo("1");
        next.stop();
        repository.start();
    }

    /** The JDK's own message is a path, or less. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "folder | there is a folder in its place",
            "text/state.txt | its folder is a file",
            "text/below/state.txt | its folder does not exist and cannot be made (java.nio.file.FileSystemException",
            "folder/locked | it, or a file beside it, cannot be read or written (" })
    void aFileThatCannotBeOpened(String name, String wrong) throws Exception {
        Files.createDirectories(folder.resolve("folder").resolve("locked.lock"));
        Files.writeString(folder.resolve("text"), "");
        Path unopened = folder.resolve(name);

        assertThatThrownBy(() -> new DataMakerFileStateRepository(unopened).start()).isInstanceOf(DataMakerException.class)
                .hasMessageContainingAll("The state file " + unopened + " cannot be opened: " + wrong,
                        "in a folder that this process may write to");

        // Nothing is left claimed.
        repository.setState("a", "1");
        reopen();
        assertThat(repository.getState("a")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a=b", "a\nb", "a\rb" })
    void keysThatCannotBeStoredAreRefused(String key) {
        assertThatThrownBy(() -> repository.setState(key, "1")).isInstanceOf(DataMakerException.class);
    }

    @Test
    void valuesThatCannotBeKeptLeaveTheOldOne() {
        repository.setState("a", "1");

        for (String value : List.of("1\n2", "x".repeat(DataMakerFileStateRepository.MAX_VALUE_LENGTH + 1))) {
            assertThatThrownBy(() -> repository.setState("a", value)).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining("'a'");
        }
        assertThatThrownBy(() -> repository.setState("k".repeat(DataMakerFileStateRepository.MAX_KEY_LENGTH + 1), "1"))
                .isInstanceOf(DataMakerException.class);

        reopen();
        assertThat(repository.getState("a")).isEqualTo("1");
    }

    /** A foreign link is not followed. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInPlaceOfTheTemporaryFileIsNotFollowed() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(file.resolveSibling("state.txt.tmp"), victim);

        repository.setState("a", "1");

        assertThat(victim).hasContent("precious");
        reopen();
        assertThat(repository.getState("a")).isEqualTo("1");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInPlaceOfTheLockIsNotFollowed() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(other.resolve("state.txt.lock"), victim);

        assertThatThrownBy(() -> new DataMakerFileStateRepository(other.resolve("state.txt")).start())
                .isInstanceOf(DataMakerException.class)
                .hasMessageContaining("cannot be opened");
    }

    /** The state may be elsewhere: the target of a link has one user and stays in its place. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToTheStateIsTheState() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
        repository.setState("a", "1");
        assertThatThrownBy(() -> opened(link)).hasMessageContaining("share one bean");
        repository.stop();

        DataMakerFileStateRepository linked = new DataMakerFileStateRepository(link);
        linked.start();
        linked.setState("b", "2");
        linked.stop();

        assertThat(link).isSymbolicLink();
        repository = opened();
        assertThat(repository.getState("a") + repository.getState("b")).isEqualTo("12");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerReadsItsFiles() throws Exception {
        repository.setState("a", "1");

        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.toList()).hasSize(2)
                    .allSatisfy(one -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                            .isEqualTo("rw-------"));
        }
    }

    /** Many run keys must not drop the state of a consumer. */
    @Test
    void onlyItsOwnKindMakesRoomForAKey() {
        repository.setMaxEntries(2);
        repository.setState("datamaker:runs:s", "1");
        for (int run = 0; run < 4; run++) {
            repository.setState("datamaker:start:s:key-" + run, "1");
        }
        reopen();

        assertThat(repository.getState("datamaker:runs:s")).isEqualTo("1");
        assertThat(repository.getState("datamaker:start:s:key-1")).isNull();
        assertThat(repository.getState("datamaker:start:s:key-2")).isEqualTo("1");
    }

    @Test
    void beyondItsBoundTheKeyWrittenLongestAgoGoes() {
        repository.setMaxEntries(2);
        repository.setState("a", "1");
        repository.setState("b", "1");
        repository.setState("a", "2");
        repository.setState("c", "1");
        reopen();

        assertThat(repository.getState("a")).isEqualTo("2");
        assertThat(repository.getState("b")).isNull();
        assertThat(repository.getState("c")).isEqualTo("1");
    }

    @Test
    void manyThreads() {
        IntStream.range(0, 200).parallel().forEach(i -> repository.setState("key" + i % 20, "value" + i));
        reopen();

        assertThat(IntStream.range(0, 20)).allSatisfy(i -> assertThat(repository.getState("key" + i)).startsWith("value"));
    }

    @Test
    void aRepositoryThatIsNotStartedSaysSo() {
        DataMakerFileStateRepository fresh = new DataMakerFileStateRepository(folder.resolve("other").toString());

        assertThatThrownBy(() -> fresh.getState("a")).isInstanceOf(DataMakerException.class).hasMessageContaining("not started");
    }
}
