package io.github.cameldatamaker.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.ForkedSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.SandboxClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state of a sandbox goes into a document and into a folder, and comes back whole. */
class StateTest {

    private static final String PET = "{\"name\":\"Pet\",\"fields\":[{\"name\":\"name\",\"type\":\"first_name\"}]}";

    @TempDir
    Path folder;

    private static DataMakerSandbox.Builder driven() {
        return DataMakerSandbox.builder().plan(Plan.PRO).clock(SandboxClock.startingAt(DrivenSandbox.START));
    }

    /** Something of each kind; gives what the service then says of all of it. */
    private static void fill(DataMakerSandbox sandbox) {
        Api api = new Api(sandbox);
        String pet = Api.json(ok(api.post("/templates", PET))).path("id").asText();
        ok(api.send("PATCH", "/templates/" + pet, "{\"name\":\"Pet \\u202e2\"}"));
        ok(api.delete("/templates/tmpl_payment"));
        ok(api.post("/sets",
                "{\"name\":\"../orders\",\"rows\":[{\"id\":1,\"price\":1.10},{\"id\":2,\"big\":12345678901234567890}]}"));
        ok(api.post("/sets", "{\"name\":\"../orders\",\"rows\":[{\"id\":3,\"price\":1.10}]}"));
        upload(api, "../../etc/passwd", "Gdańsk");
        ok(api.post("/connections", "{\"name\":\"api\",\"type\":\"rest\",\"url\":\"http://localhost\"}"));
        sandbox.setReachable("conn_sap_s4", false);
        ok(api.post("/templates/tmpl_customer/generate", "{\"count\": 7}"));
        String done = sandbox.scenarios().start("scn_seed_orders", Map.of("size", "7"));
        sandbox.clock().advance(Duration.ofMinutes(1));
        sandbox.scenarios().start("scn_seed_orders", Map.of());
        ok(api.send("PUT", "/scenarios/scn_seed_orders", "{\"code\":\"print('other')\"}"));
        String held = sandbox.scenarios().start("scn_seed_orders", Map.of());
        sandbox.scenarios().setStatus(held, "paused");
        sandbox.scenarios().expireLog(done);
    }

    private static String ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }

    private static void upload(Api api, String name, String content) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" + content + "\r\n--b--\r\n";
        ok(api.send(api.request("/workspace/files").header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build()));
    }

    /** What the service says of everything. */
    private static String all(DataMakerSandbox sandbox) {
        Api api = new Api(sandbox);
        StringBuilder all = new StringBuilder();
        for (String path : new String[] { "/templates", "/templates/tmpl_payment", "/scenarios",
                "/scenarios/scn_seed_orders/runs",
                "/sets", "/sets/..%2Forders", "/workspace/files", "/workspace/files/..%2F..%2Fetc%2Fpasswd", "/connections" }) {
            all.append(path).append(' ').append(api.get(path).body()).append('\n');
        }
        for (JsonNode template : Api.json(api.get("/templates").body()).path("items")) {
            all.append(api.get("/templates/" + template.path("id").asText() + "/versions").body()).append('\n');
        }
        for (JsonNode run : Api.json(api.get("/scenarios/scn_seed_orders/runs").body()).path("items")) {
            all.append(api.get("/scenarios/scn_seed_orders/runs/" + run.path("id").asText() + "/logs").body()).append('\n');
        }
        all.append(api.post("/connections/conn_sap_s4/verify", "").body()).append('\n');
        all.append(api.post("/templates/tmpl_customer/generate", "{\"count\":2,\"seed\":\"s\"}").body());
        return all.toString();
    }

    private static Api control(DataMakerSandbox sandbox) {
        return new Api(sandbox.baseUrl() + "/_sandbox/api", "");
    }

    @Test
    void aDocumentGoesFromOneSandboxToAnother() {
        try (DataMakerSandbox one = driven().start(); DataMakerSandbox other = driven().start()) {
            fill(one);
            String state = ok(control(one).get("/state"));
            ok(control(other).send("PUT", "/state", state));

            assertThat(other.clock().instant()).isEqualTo(one.clock().instant());
            assertThat(ok(control(other).get("/plan"))).isEqualTo(ok(control(one).get("/plan"))).contains("\"rows_used\":7");
            assertThat(all(other)).isEqualTo(all(one)).contains("\"price\":1.10", "Gdańsk", "paused", "Pet \u202e2");
            one.clock().advance(Duration.ofMinutes(10));
            other.clock().advance(Duration.ofMinutes(10));
            assertThat(all(other)).isEqualTo(all(one));
        }
    }

    @Test
    void theJavaApiIsTheOtherFace() throws Exception {
        try (DataMakerSandbox one = driven().start(); DataMakerSandbox other = driven().start()) {
            fill(one);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            one.exportState(out);
            other.importState(new ByteArrayInputStream(out.toByteArray()));

            assertThat(all(other)).isEqualTo(all(one));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"format\":\"datamaker-sandbox-state-1\" | \"format\":\"datamaker-sandbox-state-2\" | format",
            "\"deleted\":false                        | \"deleted\":\"no\"                       | templates[0].deleted",
            "\"held\":\"paused\"                      | \"held\":7                               | runs[2].held",
            "\"version\":2,\"saved_at\":\"2026        | \"version\":2,\"saved_at\":\"x026        | sets[0].saved_at",
            "\"content\":\"                         | \"content\":\"-                         | files[0].content",
            "\"rows\":[                               | \"rows\":[1,                             | -",
            "\"content_type\":                        | \"content_type\":3,\"x\":                | files[0].content_type",
            "\"type\":\"first_name\"                  | \"type\":\"frist_name\"                  | templates[1].versions[0]." })
    void aWrongDocumentChangesNothing(String part, String wrong, String field) {
        try (DataMakerSandbox one = driven().start(); DataMakerSandbox other = driven().start()) {
            fill(one);
            fill(other);
            String before = ok(control(other).get("/state"));
            String state = ok(control(one).get("/state"));
            assertThat(state).contains(part);

            HttpResponse<String> refused = control(other).send("PUT", "/state", state.replace(part, wrong));

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            if (!field.equals("-")) {
                assertThat(Api.error(refused).path("details").path("field").asText()).isEqualTo(field);
            }
            assertThat(ok(control(other).get("/state"))).isEqualTo(before);
        }
    }

    @Test
    void aFolderKeepsEverythingOverARestart() {
        String before;
        try (DataMakerSandbox first = driven().state(folder).start()) {
            fill(first);
            before = all(first);
        }
        try (DataMakerSandbox second = driven().state(folder).start()) {
            assertThat(second.clock().instant()).isEqualTo(DrivenSandbox.START.plusSeconds(60));
            assertThat(all(second)).isEqualTo(before);
            second.reset();
        }
        try (DataMakerSandbox third = driven().state(folder).start()) {
            assertThat(new Api(third).get("/templates/tmpl_payment").statusCode()).isEqualTo(200);
            assertThat(Api.json(new Api(third).get("/sets").body()).path("total").asInt()).isZero();
        }
        assertThat(folder.resolve("contents")).isEmptyDirectory();
    }

    @Test
    void whatWasAnsweredOutlivesAKill() throws Exception {
        try (ForkedSandbox killed = ForkedSandbox.start(List.of(), "--state", folder.toString())) {
            Api api = new Api(killed.baseUrl(), DataMakerSandbox.PRESET_API_KEY);
            ok(api.post("/templates", PET));
            upload(api, "a.txt", "kept");
            ok(api.post("/sets", "{\"name\":\"s\",\"rows\":[{\"id\":1}]}"));
        }
        try (DataMakerSandbox again = DataMakerSandbox.builder().state(folder).start()) {
            Api api = new Api(again);
            assertThat(api.get("/templates").body()).contains("\"Pet\"");
            assertThat(api.get("/workspace/files/a.txt").body()).isEqualTo("kept");
            assertThat(api.get("/sets/s").body()).contains("{\"id\":1}");
        }
    }

    @Test
    void whatTimeAndGenerationsChangeIsSavedSoon() {
        try (DataMakerSandbox sandbox = driven().state(folder).start()) {
            new Api(sandbox).post("/templates/tmpl_customer/generate", "{\"count\": 41}");

            Awaitility.await().until(() -> Files.readString(folder.resolve("state.json")).contains("\"rows_used\":41"));
        }
    }

    @Test
    void twoSandboxesDoNotShareAFolder() {
        try (DataMakerSandbox first = DataMakerSandbox.builder().state(folder).start()) {
            assertThatThrownBy(() -> DataMakerSandbox.builder().state(folder).start())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("another sandbox uses the state folder " + folder + "; stop it, or choose another");
        }
        DataMakerSandbox.builder().state(folder).start().close();
    }

    @Test
    void aPortInUseLeavesTheFolderFree() {
        try (DataMakerSandbox first = DataMakerSandbox.start()) {
            assertThatThrownBy(() -> DataMakerSandbox.builder().port(first.port()).state(folder).start())
                    .hasMessageContaining("cannot listen");
        }
        DataMakerSandbox.builder().state(folder).start().close();
    }

    @ParameterizedTest
    @CsvSource({ "{, is not JSON", "{\"format\":\"datamaker-sandbox-state-9\"}, a newer sandbox may have written it",
            "[], a state is a JSON object" })
    void aDamagedStateIsNamed(String content, String why) throws Exception {
        Files.writeString(folder.resolve("state.json"), content);

        assertThatThrownBy(() -> DataMakerSandbox.builder().state(folder).start()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the state in " + folder.resolve("state.json") + " cannot be read: ")
                .hasMessageContaining(why)
                .hasMessageContaining("move the folder away to begin anew");
        assertThat(Files.readString(folder.resolve("state.json"))).isEqualTo(content);
    }

    @Test
    void namesNeverBecomePaths() throws Exception {
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().state(folder.resolve("in")).start()) {
            fill(sandbox);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()))
                    .allMatch(name -> name.matches("in/(lock|state\\.json|contents/(set|file)-[0-9-]+)"));
        }
        String state = Files.readString(folder.resolve("in/state.json"), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("in/state.json"), state.replaceFirst("\"file-[0-9-]+\"", "\"../lock\""));
        assertThatThrownBy(() -> DataMakerSandbox.builder().state(folder.resolve("in")).start())
                .hasMessageContaining("field 'files[0].content_in' invalid: there is no file '../lock'");
    }

    @Test
    void anEditedImportIsKeptAsItIs() {
        try (DataMakerSandbox first = driven().state(folder).start()) {
            fill(first);
            String state = ok(control(first).get("/state"));
            ok(control(first).send("PUT", "/state", state.replace("\"price\":1.10", "\"price\":9.99")));
        }
        try (DataMakerSandbox second = driven().state(folder).start()) {
            assertThat(new Api(second).get("/sets/..%2Forders").body()).contains("\"price\":9.99");
        }
    }

    @ParameterizedTest
    @CsvSource({ "clock, -999999999-01-01T00:00:00Z", "saved_at, +999999999-01-01T00:00:00Z" })
    void aTimeThatNoClockShowsIsRefused(String field, String time) {
        try (DataMakerSandbox sandbox = driven().start()) {
            fill(sandbox);
            String state = ok(control(sandbox).get("/state"));

            HttpResponse<String> refused = control(sandbox).send("PUT", "/state",
                    state.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + time + "\""));

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains(field, "the clock goes from");
            assertThat(ok(control(sandbox).get("/state"))).isEqualTo(state);
        }
    }

    @Test
    void twoOfOnePositionAreRefused() {
        try (DataMakerSandbox sandbox = driven().start()) {
            Api api = new Api(sandbox);
            ok(api.post("/sets", "{\"name\":\"a\",\"rows\":[]}"));
            ok(api.post("/sets", "{\"name\":\"b\",\"rows\":[]}"));
            String state = ok(control(sandbox).get("/state"));

            assertThat(control(sandbox).send("PUT", "/state", state.replace("\"position\":2,\"name\":\"b\"",
                    "\"position\":1,\"name\":\"b\"")).body()).contains("position 1");
        }
    }

    @Test
    void aSetOfTheNamePreviewIsDeletedForGood() throws Exception {
        try (DataMakerSandbox sandbox = driven().state(folder).start()) {
            Api api = new Api(sandbox);
            ok(api.post("/sets", "{\"name\":\"preview\",\"rows\":[]}"));
            assertThat(Files.readString(folder.resolve("state.json"))).contains("\"preview\"");
            ok(api.delete("/sets/preview"));

            assertThat(Files.readString(folder.resolve("state.json"))).doesNotContain("\"preview\"");
        }
    }

    @Test
    void filesThatComeAndGoDoNotDisturbTheSaving() throws Exception {
        try (DataMakerSandbox sandbox = driven().state(folder).start()) {
            Api api = new Api(sandbox);
            Thread other = new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    upload(api, "other", "x");
                    api.delete("/workspace/files/other");
                }
            });
            other.start();
            for (int i = 0; i < 50; i++) {
                ok(api.post("/sets", "{\"name\":\"s\",\"rows\":[]}"));
            }
            other.join();
        }
    }
}
