package io.github.cameldatamaker.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

import io.github.cameldatamaker.DataMakerFileStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A state file whose writer is killed: a few times by default, 30 times with -Psoak. */
class KilledWriterTest {

    private static final int KILLS = Boolean.getBoolean("soak") ? 30 : 4;

    @TempDir
    Path folder;

    @Test
    void theLastStateThatWasWrittenIsThere() throws Exception {
        Path file = folder.resolve("state.txt");
        Random random = new Random();
        long last = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path output = folder.resolve("output" + kill);
            long enough = last + 1 + random.nextInt(50);
            ForkedJvm.killAt(() -> printed(output) >= enough, StateMain.class, Map.of(), output, file.toString());

            last = stored(file);

            // The last one may have been written but not printed.
            assertThat(last).as(Files.readString(output)).isBetween(printed(output), printed(output) + 1);
        }
    }

    private static long printed(Path output) throws Exception {
        String text = Files.readString(output);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1).strip();
        return whole.isEmpty() ? 0 : Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
    }

    private static long stored(Path file) {
        DataMakerFileStateRepository repository = new DataMakerFileStateRepository(file);
        repository.start();
        try {
            return Long.parseLong(repository.getState("number").split(" ")[0]);
        } finally {
            repository.stop();
        }
    }
}
