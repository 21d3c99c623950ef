package io.github.cameldatamaker.operation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Templates, connections, sets and files through their lives: what one operation does the next one sees. */
class OperationsAgainstSandboxTest extends SandboxRouteTest {

    @TempDir
    Path folder;

    private Exchange request(String operation, Object body, Object... headers) {
        Exchange out = template.request("datamaker:" + operation, e -> {
            e.getMessage().setBody(body);
            for (int i = 0; i < headers.length; i += 2) {
                e.getMessage().setHeader((String) headers[i], headers[i + 1]);
            }
        });
        assertThat(out.getException()).as(operation).isNull();
        return out;
    }

    private Map<?, ?> object(String operation, Object body, Object... headers) {
        return (Map<?, ?>) request(operation, body, headers).getMessage().getBody();
    }

    private List<?> list(String operation, String property, Object... headers) {
        List<?> items = (List<?>) request(operation + "?outputType=List", null, headers).getMessage().getBody();
        return items.stream().map(item -> ((Map<?, ?>) item).get(property)).toList();
    }

    private void assertNotFound(String operation, Object... headers) {
        Exchange out = template.request("datamaker:" + operation, e -> e.getMessage().setHeader((String) headers[0], headers[1]));
        assertThat(out.getException()).isInstanceOfSatisfying(DataMakerApiException.class, error -> {
            assertThat(error.getStatusCode()).isEqualTo(404);
            assertThat(error.getCode()).contains("not_found");
        });
    }

    private static Map<String, Object> draft(String field) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("name", "Käufer");
        draft.put("fields", List.of(Map.of("name", field, "type", "first_name", "options", Map.of("locale", "de_DE"))));
        return draft;
    }

    @Test
    void aTemplateFromItsCreationToItsEnd() {
        String id = (String) object("createTemplate", draft("vorname")).get("id");
        assertThat(object("getTemplate?template=" + id, null))
                .isEqualTo(object("getTemplate", null, DataMakerConstants.TEMPLATE, id));
        assertThat(object("getTemplate?template=" + id, null).get("name")).isEqualTo("Käufer");

        Map<?, ?> updated = object("updateTemplate?template=" + id,
                "{\"fields\":[{\"name\":\"nachname\",\"type\":\"last_name\"}]}");

        assertThat(updated.get("version")).isEqualTo(2);
        assertThat(list("listTemplateVersions", "version", DataMakerConstants.TEMPLATE, id)).isEqualTo(List.of(2, 1));
        assertThat(object("getTemplate?templateVersion=1&template=" + id, null).get("fields").toString()).contains("vorname");
        assertThat(object("getTemplate?template=" + id, null).get("fields").toString()).contains("nachname")
                .doesNotContain("vorname");
        assertThat(list("listTemplates", "id").get(0)).isEqualTo(id);
        assertThat(request("preview?outputType=List&template=" + id, null).getMessage().getBody(List.class).toString())
                .contains("nachname=");

        assertThat(request("deleteTemplate?template=" + id, "kept").getMessage().getBody()).isEqualTo("kept");

        assertThat(list("listTemplates", "id").contains(id)).isFalse();
        assertNotFound("getTemplate", DataMakerConstants.TEMPLATE, id);
        assertNotFound("deleteTemplate", DataMakerConstants.TEMPLATE, id);
    }

    @Test
    void templatesAreListedOverSeveralPages() throws Exception {
        long before = (Long) request("listTemplates", null).getMessage().getHeader(DataMakerConstants.TOTAL);
        for (int i = 0; i < 120; i++) {
            sandbox().addTemplate(Map.of("id", "tmpl_" + i, "name", "n", "fields", List.of(Map.of("name", "a", "type", "uuid"))));
        }
        route(r -> r.from("direct:a").to("datamaker:listTemplates").split(r.body()).streaming().to("mock:templates"));
        sandbox().clearRequests();

        template.sendBody("direct:a", null);

        assertThat(mock("templates").getReceivedCounter()).isEqualTo((int) before + 120);
        assertThat(mock("templates").getExchanges().stream().map(e -> e.getMessage().getBody(Map.class).get("id")).distinct())
                .hasSize((int) before + 120).contains("tmpl_0", "tmpl_119");
        assertThat(sandbox().requests()).hasSize((int) (before + 120 + 49) / 50);
    }

    @Test
    void aConnectionFromItsCreationOn() {
        String id = (String) object("createConnection",
                "{\"name\":\"s4\",\"type\":\"sap_odata\",\"url\":\"https://sap.example\",\"auth\":{\"type\":\"basic\",\"secret_ref\":\"S4\"}}")
                .get("id");

        assertThat(list("listConnections", "id").get(0)).isEqualTo(id);
        assertThat(object("verifyConnection?connection=" + id, null).get("ok")).isEqualTo(true);
        assertThat(object("getConnectionMetadata", null, DataMakerConstants.CONNECTION, id).get("entitySets"))
                .isInstanceOf(List.class);

        sandbox().setReachable(id, false);

        Map<?, ?> failed = object("verifyConnection?connection=" + id, "ignored");
        assertThat(failed.get("ok")).isEqualTo(false);
        assertThat(failed.get("message").toString()).contains("connection_failed");
        assertNotFound("verifyConnection", DataMakerConstants.CONNECTION, "conn_none");
    }

    @Test
    void aSetFromItsFirstVersionToItsEnd() {
        List<Map<String, Object>> first = List.of(Map.of("a", 1));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("z", "ä");
        row.put("n", new BigDecimal("12345678901234567890.10"));
        row.put("list", List.of(Map.of("deep", true)));
        List<Map<String, Object>> second = List.of(row, Map.of("a", 2));

        assertThat(object("saveSet?set=golden set/1", first).get("version")).isEqualTo(1);
        Map<?, ?> saved = object("saveSet", second.iterator(), DataMakerConstants.SET, "golden set/1");

        assertThat(saved.get("version")).isEqualTo(2);
        assertThat(saved.get("row_count")).isEqualTo(2);
        Exchange loaded = request("loadSet?outputType=List", null, DataMakerConstants.SET, "golden set/1");
        assertThat(loaded.getMessage().getBody()).isEqualTo(second);
        assertThat(loaded.getMessage().getHeaders()).containsEntry("CamelDataMakerLoadedSet", "golden set/1")
                .containsEntry("CamelDataMakerLoadedVersion", 2);
        assertThat(list("listSets", "name")).isEqualTo(List.of("golden set/1"));

        request("deleteSet", null, DataMakerConstants.SET, "golden set/1");

        assertThat(list("listSets", "name")).isEmpty();
        assertNotFound("loadSet", DataMakerConstants.SET, "golden set/1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "format=json", "format=json&rowType=String", "format=json&batchSize=100", "format=csv" })
    void generatedRowsComeBackFromTheSetTheyWereSavedIn(String options) throws Exception {
        String generate = "datamaker:generate?template=tmpl_customer&count=250&seed=golden&";
        route(r -> r.from("direct:a").to(generate + options).to("datamaker:saveSet?set=golden")
                .to("datamaker:loadSet?set=golden&outputType=List"));
        route(r -> r.from("direct:b").to(generate + (options.contains("csv") ? "format=csv" : "format=json"))
                .setBody(r.body().convertTo(List.class)));

        Object loaded = template.requestBody("direct:a", (Object) null);

        assertThat((List<?>) loaded).hasSize(250).isEqualTo(template.requestBody("direct:b", (Object) null));
        assertReleased();
    }

    @Test
    void aLoadedSetIsSplitAsItStreams() throws Exception {
        request("saveSet?set=golden", List.of(Map.of("a", 1), Map.of("a", 2), Map.of("a", 3)));
        route(r -> r.from("direct:a").to("datamaker:loadSet?set=golden&batchSize=2").split(r.body()).streaming().to("mock:rows"));

        Object body = template.request("direct:a", e -> {}).getMessage().getBody();

        assertThat(body).isInstanceOf(GeneratedData.class);
        assertThat(mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody()).toList())
                .isEqualTo(List.of(List.of(Map.of("a", 1), Map.of("a", 2)), List.of(Map.of("a", 3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "plz.txt", "lookups/a b.json", "a/b/c/d.txt", "Größe/Maß 漢😀.csv", "50%2F.txt", "%41.txt", "x@v2.txt",
            "q?x=1&y#z.txt", "a+b c.txt",
            "a;b=c.txt", "'\"quoted\".txt", "...", "-" })
    void aFileOfAnyNameIsReplacedDownloadedAndDeleted(String name) {
        assertThat(object("uploadFile", "first", DataMakerConstants.FILE, name).get("name")).isEqualTo(name);
        assertThat(object("uploadFile", "zweite ü", DataMakerConstants.FILE, name).get("size")).isEqualTo(9);

        assertThat(list("listFiles", "name")).isEqualTo(List.of(name));
        Exchange down = request("downloadFile", null, DataMakerConstants.FILE, name);
        assertThat(down.getMessage().getBody()).isInstanceOf(InputStream.class);
        assertThat(down.getMessage().getBody(String.class)).isEqualTo("zweite ü");
        request("deleteFile", null, DataMakerConstants.FILE, name);

        assertThat(list("listFiles", "name")).isEmpty();
        assertNotFound("downloadFile", DataMakerConstants.FILE, name);
        assertReleased();
    }

    @Test
    void everyKindOfContentComesBackByteForByte() throws Exception {
        byte[] content = new byte[300_000];
        new Random(4711).nextBytes(content);
        Path file = Files.write(folder.resolve("local.bin"), content);
        route(r -> r.from("direct:up").to("datamaker:uploadFile"));
        route(r -> r.from("direct:down").to("datamaker:downloadFile").setBody(r.body().convertTo(byte[].class)));
        List<Object> bodies = List.of(content, new ByteArrayInputStream(content), file.toFile(), file,
                new String(content, UTF_8));

        for (Object body : bodies) {
            template.sendBodyAndHeader("direct:up", body, DataMakerConstants.FILE, "a.bin");
            Object down = template.requestBodyAndHeader("direct:down", null, DataMakerConstants.FILE, "a.bin");
            assertThat((byte[]) down).as(body.getClass().getName())
                    .isEqualTo(body instanceof String text ? text.getBytes(UTF_8) : content);
        }
        assertReleased();
    }

    @Test
    void aDownloadIsWrittenToAFolder() throws Exception {
        request("uploadFile?file=lookups/plz.csv", "50667;Köln");
        route(r -> r.from("direct:a").to("datamaker:downloadFile?file=lookups/plz.csv")
                .to("file:" + folder + "?fileName=plz.csv"));

        template.sendBody("direct:a", null);

        assertThat(folder.resolve("plz.csv")).hasContent("50667;Köln");
        assertReleased();
    }
}
