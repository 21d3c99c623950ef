package io.github.cameldatamaker.jvm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Any number of rows in 64 MB: small by default, a million rows split and ten million to a file with -Psoak. */
class MemoryTest {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final List<String> SMALL_HEAP = List.of(
            "-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    @TempDir
    Path folder;

    private static void run(String count, String rowsOrFile, String options) throws Exception {
        long start = System.nanoTime();

        ForkedJvm jvm = ForkedJvm.run(
                GenerateMain.class, SMALL_HEAP, Map.of("DM_API_KEY", SERVICE.apiKey()),
                SERVICE.baseUrl(), count, rowsOrFile, options);

        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        assertThat(jvm.output()).contains("rows=" + count + " ");
        System.out.println("-Xmx64m " + rowsOrFile.replaceAll(".*/", "") + " " + options + ": " + jvm.output().strip() + ", "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }

    @Test
    void rowsThroughASplitter() throws Exception {
        run(SOAK ? "1000000" : "100000", "split", "format=json");
    }

    @Test
    void rowsThatAreTracedAndLogged() throws Exception {
        run(SOAK ? "1000000" : "100000", "traced", "format=json");
    }

    @Test
    void rowsOfCsvInBatches() throws Exception {
        run(SOAK ? "1000000" : "100000", "split", "format=csv&batchSize=100");
    }

    @Test
    void rowsThroughASerializer() throws Exception {
        run(SOAK ? "1000000" : "100000", "serialized", "format=csv");
    }

    @Test
    void rowsAsTheStreamOfAnArray() throws Exception {
        run(SOAK ? "1000000" : "100000", "converted", "format=json");
    }

    @Test
    void rowsWithAResumeKey() throws Exception {
        run(SOAK ? "1000000" : "100000", "resumed", "format=json");
    }

    @Test
    void rowsIntoAFile() throws Exception {
        run(SOAK ? "10000000" : "300000", folder.resolve("rows.csv").toString(), "format=csv");
    }
}
