package io.github.cameldatamaker.sandbox.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FileStoreTest {

    private static Path received(FileStore store, String content) throws Exception {
        return Files.writeString(Files.createTempFile(store.folder(), "upload", null), content);
    }

    @Test
    void keepsOneFilePerNameAndNoneAfterClear() throws Exception {
        try (FileStore store = new FileStore(Clock.systemUTC())) {
            store.put("../a", null, received(store, "1"));
            store.put("../a", null, received(store, "22"));
            store.put("b", null, received(store, "3"));
            Path folder = store.folder();
            assertThat(store.list()).extracting(WorkspaceFile::size).containsExactly(2L, 1L);
            assertThat(folder.toFile().list()).hasSize(2);
            store.clear();
            assertThat(folder).doesNotExist();
            assertThat(store.list()).isEmpty();
        }
    }

    @Test
    void aFileStaysReadableWhenItIsReplaced() throws Exception {
        try (FileStore store = new FileStore(Clock.systemUTC())) {
            store.put("a", null, received(store, "old"));
            try (InputStream reading = store.open("a").content()) {
                store.put("a", null, received(store, "new"));
                assertThat(reading.readAllBytes()).asString().isEqualTo("old");
            }
            assertThat(store.list().get(0).contentType()).isEqualTo("application/octet-stream");
        }
    }
}
