package io.github.cameldatamaker.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.run.start.RunKey;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that starts runs, and one that watches them, are killed at random points and resume: 3 times, 30 times with -Psoak.
 */
class RunsKillTest {

    private static final int KILLS = Boolean.getBoolean("soak") ? 30 : 3;
    private static final int KEYS_A_LIFE = 40;
    /** Longer than the time in which an unanswered start is in doubt. */
    private static final Duration DOWN = Duration.ofSeconds(61);
    private static final Pattern BEGUN = Pattern
            .compile("\"key\":\"(key-\\d+)\",\"start\":\"[^\"]+\",\"begun\":\"[^\"]+\",\"unsuccessful\"");
    private static final int RUNS = 20;

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    @TempDir
    Path folder;
    private Path state;
    private Path lines;
    private final Random random = new Random();

    @BeforeEach
    void files() {
        state = folder.resolve("state");
        lines = folder.resolve("lines");
    }

    private Path output(int life) {
        return folder.resolve("output" + life);
    }

    private static Map<String, String> environment() {
        return Map.of("DM_API_KEY", SERVICE.apiKey());
    }

    /** Each life begins with some of the keys that are done, as a broker delivers messages again. */
    @Test
    @Timeout(1200)
    void eachKeyHasStartedOneRun() throws Exception {
        String scenario = SERVICE.sandbox().scenarios().add("Once", "# sandbox: duration=100h");
        // More keys than all killed lives can have started.
        int keys = KILLS * KEYS_A_LIFE + 200;
        int begun = 0;
        int accepted = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int enough = keysWritten().size() + 1 + random.nextInt(KEYS_A_LIFE);
            int first = firstOfNextLife(keys);
            // However late the kill comes, keys are left for the next life. Keys that come again count as lines, too.
            Map<String, String> environment = new HashMap<>(environment());
            environment.put(LineFile.MOST_LINES, String.valueOf(writtenFrom(first) + 2 * KEYS_A_LIFE));
            ForkedJvm.killAt(() -> keysWritten().size() >= enough, StartsMain.class, environment, output(kill),
                    starts(scenario, keys, kill, first));
            Set<String> inDoubt = BEGUN.matcher(Files.readString(state)).results().map(key -> key.group(1))
                    .collect(Collectors.toSet());
            begun += inDoubt.size();
            inDoubt.retainAll(new HashSet<>(keysOfRuns(scenario)));
            accepted += inDoubt.size();
            SERVICE.sandbox().clock().advance(DOWN);
        }
        ForkedJvm last = ForkedJvm.run(StartsMain.class, List.of("-Xmx64m"), environment(),
                starts(scenario, keys, KILLS, firstOfNextLife(keys)));
        assertThat(last.exitCode()).as(last.output()).isZero();

        List<String> runs = keysOfRuns(scenario);
        System.out.println(KILLS + " kills, " + keys + " keys, 4 starts at a time: " + runs.size()
                + " runs; killed between intent and run id: "
                + begun + " starts, of which the service had accepted " + accepted);
        assertThat(runs).containsExactlyInAnyOrderElementsOf(IntStream.range(0, keys).mapToObj(key -> "key-" + key).toList());
        // A key that was delivered again got the run that it had.
        assertThat(new HashSet<>(LineFile.read(lines))).hasSize(keys);
    }

    private String[] starts(String scenario, int keys, int life, int first) {
        return new String[] {
                SERVICE.baseUrl(), scenario, state.toString(), lines.toString(), String.valueOf(first),
                String.valueOf(keys - 1), String.valueOf(life * DOWN.toSeconds()) };
    }

    /** Some before the first key that is missing. */
    private int firstOfNextLife(int keys) throws IOException {
        Set<String> written = keysWritten();
        int missing = IntStream.range(0, keys).filter(key -> !written.contains("key-" + key)).findFirst().orElse(keys);
        return Math.max(0, missing - 10);
    }

    private long writtenFrom(int first) throws IOException {
        return keysWritten().stream().filter(key -> Integer.parseInt(key.substring("key-".length())) >= first).count();
    }

    private Set<String> keysWritten() throws IOException {
        return LineFile.read(lines).stream().map(line -> line.split(" ")[0]).collect(Collectors.toSet());
    }

    private static List<String> keysOfRuns(String scenario) throws IOException {
        try (var context = new DefaultCamelContext()) {
            DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
            component.getConfiguration().setBaseUrl(SERVICE.baseUrl());
            component.getConfiguration().setApiKey(SERVICE.apiKey());
            context.start();
            List<?> runs = context.createProducerTemplate()
                    .requestBody("datamaker:listRuns?outputType=List&scenario=" + scenario, null, List.class);
            return runs.stream().map(run -> (String) ((Map<?, ?>) ((Map<?, ?>) run).get("params")).get(RunKey.PARAM)).toList();
        }
    }

    /**
     * All statuses change while no process watches. A status that one life observed but did not deliver is delivered by the next.
     */
    @Test
    @Timeout(1200)
    void everyStatusThatWasObservedIsDelivered() throws Exception {
        String scenario = SERVICE.sandbox().scenarios().add("Watched", "# sandbox: duration=100h");
        List<String> runs = IntStream.range(0, RUNS).mapToObj(run -> SERVICE.sandbox().scenarios().start(scenario, Map.of()))
                .toList();
        String[] arguments = { SERVICE.baseUrl(), scenario, state.toString(), lines.toString(), String.valueOf(RUNS) };
        List<String> statuses = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            set(runs, statuses, "step_" + kill);
            int before = new HashSet<>(LineFile.read(lines)).size();
            int due = RUNS * statuses.size() - before;
            // Sometimes all of it, because a run with too many undelivered statuses is not observed further.
            int enough = before + (kill % 3 == 2 ? due : 1 + random.nextInt(due));
            ForkedJvm.killAt(() -> new HashSet<>(LineFile.read(lines)).size() >= enough, RunsMain.class, environment(),
                    output(kill),
                    arguments);
        }
        set(runs, statuses, "done");
        ForkedJvm last = ForkedJvm.run(RunsMain.class, List.of("-Xmx64m"), environment(), arguments);
        assertThat(last.exitCode()).as(last.output()).isZero();

        List<String> written = LineFile.read(lines);
        int twice = written.size() - new HashSet<>(written).size();
        System.out.println(
                KILLS + " kills, " + RUNS + " runs with " + statuses.size() + " statuses each: " + new HashSet<>(written).size()
                        + " statuses, " + twice + " delivered twice");
        assertThat(twice).isLessThanOrEqualTo(KILLS);
        Map<String, Set<String>> delivered = new HashMap<>();
        written.forEach(line -> delivered.computeIfAbsent(line.split(" ")[0], run -> new LinkedHashSet<>())
                .add(line.substring(line.indexOf(' ') + 1)));
        List<String> changes = IntStream.range(0, statuses.size())
                .mapToObj(step -> (step == 0 ? "null" : statuses.get(step - 1)) + " " + statuses.get(step)).toList();
        assertThat(delivered).containsOnlyKeys(runs);
        assertThat(delivered.values()).allSatisfy(itsChanges -> assertThat(itsChanges).containsExactlyElementsOf(changes));
    }

    private static void set(List<String> runs, List<String> statuses, String status) {
        runs.forEach(run -> SERVICE.sandbox().scenarios().setStatus(run, status));
        statuses.add(status);
    }
}
