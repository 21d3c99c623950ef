package io.github.cameldatamaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.benchmarks.comparison.Comparisons;
import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Setting;

/**
 * A comparison in a JVM of its own, so that what the others have taught the compiler does not decide it, and {@code -Donly} gives
 * the same figures as all of them.
 */
public final class ComparisonProcess {

    /** Whether a goal is reached is written, and not read. */
    private static final ObjectMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    /** The same for all contenders; the collector is the JVM's own choice. */
    private static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g", "-Dfile.encoding=UTF-8");

    private ComparisonProcess() {
    }

    /** Arguments: name, rows, rounds, base URL, folder, and the file that the outcome goes to. */
    public static void main(String[] args) {
        ForkedJvm.runAndExit(() -> {
            Setting setting = new Setting(Long.parseLong(args[1]), Integer.parseInt(args[2]), args[3], Path.of(args[4]));
            JSON.writerWithDefaultPrettyPrinter().writeValue(Path.of(args[5]).toFile(), Comparisons.named(args[0]).run(setting));
        });
    }

    /** Those of every comparison, and these. */
    static List<String> jvmOptions(List<String> more) {
        return Stream.concat(JVM_OPTIONS.stream(), more.stream()).toList();
    }

    static Outcome run(String name, Setting setting, List<String> jvmOptions) throws IOException, InterruptedException {
        Path file = Files.createTempFile(setting.folder(), name, ".json");
        try {
            ForkedJvm.output(ComparisonProcess.class, jvmOptions, name, String.valueOf(setting.rows()),
                    String.valueOf(setting.rounds()),
                    setting.baseUrl(), setting.folder().toString(), file.toString());
            return JSON.readValue(file.toFile(), Outcome.class);
        } finally {
            Files.delete(file);
        }
    }
}
