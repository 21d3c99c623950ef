package io.github.cameldatamaker.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that writes the rows of a generation into a database is killed at random points: 3 times in 400 rows, 100 times in
 * 100,000 with -Psoak.
 */
class RowsKillTest {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int KILLS = SOAK ? 100 : 3;
    private static final int ROWS = SOAK ? 100_000 : 400;
    private static final Pattern DONE = Pattern.compile("\"rows\":(\\d+)");
    private static final Pattern SEED = Pattern.compile("\"seed\":\"([^\"]+)\"");

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "upsert", "idempotent" })
    @Timeout(7200)
    void eachRowIsThereOnce(String how) throws Exception {
        // H2 must keep what it has committed when its process is killed: by default it writes half a second later.
        String database = "jdbc:h2:file:" + folder.resolve("database") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1";
        execute(database, "create table rows (row_id varchar" + (how.equals("upsert") ? " primary key" : "")
                + ", id varchar, email varchar)");
        Path state = folder.resolve("state");
        Path ids = folder.resolve("ids");
        String[] arguments = { SERVICE.baseUrl(), how, "count=" + ROWS, state.toString(), database, ids.toString() };
        Map<String, String> environment = Map.of("DM_API_KEY", SERVICE.apiKey());
        Random random = new Random();
        int hits = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long done = number(state);
            assertThat(done).as("rows done before kill " + kill).isLessThan(ROWS);
            long enough = done + random.nextInt((int) Math.max(1, (long) ROWS * kill / (KILLS + 1) - done));
            int before = came(ids);
            // However late the kill comes, rows are left.
            Map<String, String> limited = new HashMap<>(environment);
            limited.put(LineFile.MOST_LINES, String.valueOf(enough - done + ROWS / 10));
            ForkedJvm.killAt(() -> number(state) > enough, RowsMain.class, limited, folder.resolve("output" + kill), arguments);
            // The process was at work: it had delivered some rows of its own, but not all.
            assertThat(came(ids) - before).as("rows delivered before kill " + kill).isPositive();
            assertThat(number(state)).as("rows done at kill " + kill).isBetween(enough + 1, ROWS - 1L);
            hits++;
        }
        ForkedJvm last = ForkedJvm.run(RowsMain.class, List.of("-Xmx64m"), environment, arguments);
        assertThat(last.exitCode()).as(last.output()).isZero();

        List<String> came = LineFile.read(ids);
        System.out.println(KILLS + " kills, " + hits + " of them at work, " + ROWS + " rows, " + how + ": "
                + (came.size() - new HashSet<>(came).size())
                + " rows came twice");
        assertThat(rows(database)).isEqualTo(undisturbed(state));
    }

    private static int came(Path ids) throws Exception {
        return Files.exists(ids) ? LineFile.read(ids).size() : 0;
    }

    private static long number(Path state) throws Exception {
        Matcher done = DONE.matcher(Files.exists(state) ? Files.readString(state) : "");
        return done.find() ? Long.parseLong(done.group(1)) : 0;
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
            statement.execute("shutdown");
        }
    }

    private static List<String> rows(String database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select row_id, id, email from rows order by cast(regexp_substr(row_id, '[0-9]+$') as int)")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getString(3));
            }
            statement.execute("shutdown");
        }
        return rows;
    }

    private static List<String> undisturbed(Path state) throws Exception {
        Matcher found = SEED.matcher(Files.readString(state));
        assertThat(found.find()).isTrue();
        String seed = found.group(1);
        try (var context = new DefaultCamelContext()) {
            DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
            component.getConfiguration().setBaseUrl(SERVICE.baseUrl());
            component.getConfiguration().setApiKey(SERVICE.apiKey());
            context.start();
            List<?> rows = context.createProducerTemplate().requestBody(
                    "datamaker:generate?template=tmpl_customer&outputType=List&count=" + ROWS + "&seed=" + seed, null,
                    List.class);
            return IntStream.range(0, ROWS)
                    .mapToObj(row -> "tmpl_customer:1:" + seed + ":" + row + " " + ((Map<?, ?>) rows.get(row)).get("id")
                            + " " + ((Map<?, ?>) rows.get(row)).get("email"))
                    .toList();
        }
    }
}
