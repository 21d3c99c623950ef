package io.github.cameldatamaker.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Logs in JVMs of their own: with little memory, and killed at random points (a few times; 30 times with -Psoak). */
class LogsJvmTest {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final Pattern LINE = Pattern.compile("(run_\\w+) (\\d+|end) (.*)");

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    @TempDir
    Path folder;
    private Path lines;

    @BeforeEach
    void file() {
        lines = folder.resolve("lines.txt");
    }

    private String[] arguments(String scenario, int runs, int millisOfALine, String state) {
        return new String[] {
                SERVICE.baseUrl(), scenario, String.valueOf(runs), state, lines.toString(),
                String.valueOf(millisOfALine) };
    }

    private String state() {
        return folder.resolve("logs.state").toString();
    }

    private List<MatchResult> written() throws IOException {
        return LineFile.read(lines).stream().flatMap(line -> LINE.matcher(line).results()).toList();
    }

    /** A log of 100 MB, which is there at once, through a route that is slower: 48 MB are enough. */
    @Test
    @Timeout(600)
    void aSlowRouteSlowsTheLog() throws Exception {
        String scenario = SERVICE.sandbox().scenarios().add("Long", "# sandbox: lines=10000, line_length=10000, distinct=1");
        SERVICE.sandbox().scenarios().start(scenario, Map.of());
        SERVICE.sandbox().clock().advance(Duration.ofMinutes(1));

        ForkedJvm jvm = ForkedJvm.run(
                LogsMain.class,
                List.of("-Xmx48m", "-XX:+ExitOnOutOfMemoryError", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                Map.of("DM_API_KEY", SERVICE.apiKey()), arguments(scenario, 1, 1, "memory"));

        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        System.out.println("-Xmx48m, 10,000 lines of 10,000 characters: " + jvm.output().strip());
        int number = 0;
        try (var all = Files.lines(lines)) {
            for (String line : (Iterable<String>) all.skip(1)::iterator) {
                number++;
                assertThat(line).contains(number > 10_000 ? " end done|" : " " + number + " step 1..");
            }
        }
        assertThat(number).isEqualTo(10_001);
    }

    /** At most the line that was in flight of each run comes twice. */
    @Test
    @Timeout(1200)
    void killedAndRestartedEveryLineIsDelivered() throws Exception {
        int kills = SOAK ? 30 : 4;
        int length = SOAK ? 2500 : 400;
        String scenario = SERVICE.sandbox().scenarios().add("Killed", "# sandbox: lines=" + length + ", distinct=2");
        List<String> runs = List.of(
                SERVICE.sandbox().scenarios().start(scenario, Map.of()), SERVICE.sandbox().scenarios().start(scenario, Map.of()));
        SERVICE.sandbox().clock().advance(Duration.ofMinutes(1));
        Random random = new Random();
        for (int kill = 0; kill < kills; kill++) {
            int enough = written().size() + 1 + random.nextInt(120);
            Path output = folder.resolve("output" + kill);
            // However late the kill comes, lines are left for the next life.
            Map<String, String> environment = Map.of("DM_API_KEY", SERVICE.apiKey(), LineFile.MOST_LINES, "150");
            ForkedJvm.killAt(() -> written().size() >= enough, LogsMain.class, environment, output,
                    arguments(scenario, 2, 0, state()));
        }
        int left = (int) runs.stream().filter(run -> written(run).stream().noneMatch(line -> line.group(2).equals("end")))
                .count();
        assertThat(left).isPositive();
        ForkedJvm last = ForkedJvm.run(
                LogsMain.class, List.of("-Xmx64m"), Map.of("DM_API_KEY", SERVICE.apiKey()),
                arguments(scenario, left, 0, state()));
        assertThat(last.exitCode()).as(last.output()).isZero();

        int twice = 0;
        for (String run : runs) {
            Map<String, String> unique = new LinkedHashMap<>();
            List<MatchResult> all = written(run);
            all.forEach(line -> unique.put(line.group(2), line.group(3)));
            assertThat(new ArrayList<>(unique.values())).isEqualTo(expected(length));
            assertThat(List.copyOf(unique.keySet())).isEqualTo(numbers(length));
            twice += all.size() - unique.size();
        }
        System.out.println(kills + " kills, " + 2 * length + " lines, 2 runs at once: " + twice + " delivered twice");
        assertThat(twice).isLessThanOrEqualTo(2 * kills);
    }

    private List<MatchResult> written(String run) {
        try {
            return written().stream().filter(line -> line.group(1).equals(run)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> expected(int length) {
        Map<Integer, String> texts = new TreeMap<>();
        IntStream.range(0, length).forEach(
                line -> texts.put(line, line % 2 == 1 ? "{\"level\":\"info\",\"message\":\"step 2\",\"step\":2}" : "step 1"));
        texts.put(length, "done");
        return List.copyOf(texts.values());
    }

    private static List<String> numbers(int length) {
        return IntStream.rangeClosed(1, length + 1).mapToObj(number -> number > length ? "end" : String.valueOf(number)).toList();
    }
}
