package io.github.cameldatamaker.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.run.start.RunKey;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes on one table get all keys, each at the same moment, and are killed at random points. Each run starts once. 200
 * keys and 3 kills; 1,000 keys, 50 kills and unhurried time with -Psoak.
 */
class NodesKillTest {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int KEYS = SOAK ? 1000 : 200;
    private static final int KILLS = SOAK ? 50 : 3;
    /** The time from one key to the next. */
    private static final Duration PACE = Duration.ofMillis(SOAK ? 150 : 25);
    /** The 30 seconds, after which a start may be taken over, become six. */
    private static final int SPEED = SOAK ? 1 : 5;
    private static final int NODES = 2;
    /** The time that a JVM needs to start its context. */
    private static final Duration START = Duration.ofSeconds(3);
    /** A broker may deliver a message again. */
    private static final int AGAIN = 5;

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    @TempDir
    Path folder;
    private final Random random = new Random();
    private final Process[] nodes = new Process[NODES];
    private final int[] lives = new int[NODES];
    private final Instant begin = Instant.now().plus(START);
    private Server server;
    private String database;
    private String scenario;

    @BeforeEach
    void startDatabase() throws SQLException {
        // A given database is not ours to stop.
        database = System.getProperty("state.database");
        if (database == null) {
            server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString()).start();
            // A server keeps its database open. H2 closes it with the last connection, and writes commits after a while.
            database = "jdbc:h2:" + server.getURL() + "/state;WRITE_DELAY=0;DB_CLOSE_DELAY=-1";
        }
        scenario = SERVICE.sandbox().scenarios().add("Once", "# sandbox: duration=100h");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor();
        }
        if (server != null) {
            server.stop();
        }
    }

    @Test
    @Timeout(1800)
    void eachKeyHasStartedOneRun() throws Exception {
        for (int node = 0; node < NODES; node++) {
            start(node);
        }
        int inDoubt = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = kill * KEYS / (KILLS + 1);
            Awaitility.await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofMinutes(10))
                    .until(() -> runs().size() >= enough || isOver());
            int node = random.nextInt(NODES);
            // A random delay, so that the kill does not always hit the same place.
            Awaitility.await().pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ofMillis(random.nextInt(100)))
                    .until(() -> true);
            nodes[node].destroyForcibly().waitFor();
            inDoubt += startsWithoutRun();
            start(node);
        }
        for (int node = 0; node < NODES; node++) {
            assertThat(nodes[node].waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(nodes[node].exitValue()).as(printed(node)).isZero();
        }

        List<String> keys = keysOfRuns();
        System.out.println(
                NODES + " nodes, " + KEYS + " keys, " + KILLS + " kills: " + keys.size() + " runs, " + new HashSet<>(keys).size()
                        + " keys with a run; starts in doubt when a node was killed: " + inDoubt
                        + "; runs that a node found and did not start: "
                        + (lines().size() - keys.size()));
        assertThat(keys).containsExactlyInAnyOrderElementsOf(IntStream.range(0, KEYS).mapToObj(key -> "key-" + key).toList());
        // None is in doubt in silence: a node whose start fails exits with 1, and the table has a run for each key.
        assertThat(startsWithoutRun()).isZero();
        assertThat(keysOfTable()).isEqualTo(KEYS);
        // A key has one run, whichever node got it, and how often.
        assertThat(new HashSet<>(lines())).hasSize(KEYS);
    }

    private void start(int node) throws IOException {
        Set<String> written = LineFile.read(file(node)).stream().map(line -> line.split(" ")[0]).collect(Collectors.toSet());
        int next = IntStream.range(0, KEYS).filter(key -> !written.contains("key-" + key)).findFirst().orElse(KEYS);
        nodes[node] = ForkedJvm.start(
                NodeMain.class, Map.of("DM_API_KEY", SERVICE.apiKey()), output(node, ++lives[node]), SERVICE.baseUrl(), scenario,
                database,
                file(node).toString(), String.valueOf(Math.max(0, next - AGAIN)), String.valueOf(KEYS),
                String.valueOf(begin.toEpochMilli()),
                String.valueOf(PACE.toMillis()), String.valueOf(SPEED));
    }

    private boolean isOver() {
        for (Process node : nodes) {
            if (!node.isAlive()) {
                return true;
            }
        }
        return false;
    }

    private Path file(int node) {
        return folder.resolve("lines" + node);
    }

    private Path output(int node, int life) {
        return folder.resolve("output" + node + "." + life);
    }

    private String printed(int node) throws IOException {
        return Files.readString(output(node, lives[node]));
    }

    private Collection<String> lines() throws IOException {
        List<String> all = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            all.addAll(LineFile.read(file(node)));
        }
        return all;
    }

    private Map<String, String> runs() throws IOException {
        Map<String, String> runs = new HashMap<>();
        lines().forEach(line -> runs.put(line.split(" ")[0], line));
        return runs;
    }

    private int startsWithoutRun() throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var rows = connection.createStatement().executeQuery("select state_value from CAMEL_DATAMAKER_STATE")) {
            int starts = 0;
            while (rows.next()) {
                starts += rows.getString(1).contains("\"run\":") ? 0 : 1;
            }
            return starts;
        }
    }

    private int keysOfTable() throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var rows = connection.createStatement().executeQuery(
                        "select count(*) from CAMEL_DATAMAKER_STATE where state_key like 'datamaker:start:"
                                + scenario.replace("_", "!_")
                                + ":%' escape '!'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private List<String> keysOfRuns() throws IOException {
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
}
