package io.github.cameldatamaker.operation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.Json;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.sandbox.RecordedRequest;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The routes that the console of the sandbox offers for a request send that request again, whatever it was. */
class CopiedRoutesTest extends OwnSandboxTest {

    private static final String JSON = "application/json";
    private static final String ODD = "a+b%20&c=d?{}#:é\uD83D\uDE00 'x' \\\\ ${7*7} \\u202e";
    private static final Pattern COPY = Pattern.compile("<pre id=\"(yaml|java)\"[^>]*>\n(.*?)</pre>", Pattern.DOTALL);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> yaml = new ArrayList<>();
    private final List<String> java = new ArrayList<>();
    private List<String> sent;

    @TempDir
    Path classes;

    /** Each row of the contract, and what has characters that a syntax could understand. */
    @BeforeEach
    void sendAndCopyRequests() throws Exception {
        String run = sandbox.scenarios().start("scn_seed_orders", Map.of());
        String runs = "/scenarios/scn_seed_orders/runs";
        send("GET", "/templates", "");
        send("POST", "/templates", "{\"name\":\"Odd " + ODD + "\",\"fields\":[{\"name\":\"id\",\"type\":\"uuid\"}]}");
        send("GET", "/templates/tmpl_customer", "");
        send("GET", "/templates/tmpl_customer@v1", "");
        send("PATCH", "/templates/tmpl_product", "{\"name\":\"Other\\nname\"}");
        send("DELETE", "/templates/tmpl_none", "");
        send("GET", "/templates/tmpl_customer/versions", "");
        send("POST", "/templates/tmpl_customer/generate",
                "{\"count\":3,\"format\":\"json\",\"seed\":\"0123\",\"overrides\":{\"country\":\"DE\"}}");
        send("POST", "/templates/tmpl_customer@v1/generate", "{\"count\":2,\"format\":\"csv\",\"seed\":\"" + ODD + "\"}");
        send("POST", "/templates/tmpl_customer/generate",
                "{\"count\":1,\"format\":\"sql\",\"seed\":\"s\",\"overrides\":{\"first_name\":\"" + ODD
                        + "\",\"credit_limit\":7.5}}");
        send("POST", "/templates/tmpl_order/generate", "{\"count\":1,\"format\":\"xlsx\",\"seed\":\"x y\"}");
        send("POST", "/templates/tmpl_customer/preview", "{\"seed\":\"p\",\"overrides\":{\"country\":\"FR\"}}");
        send("GET", "/scenarios", "");
        send("POST", "/scenarios", "{\"name\":\"New\",\"code\":\"print('" + ODD + "')\\n\"}");
        send("PUT", "/scenarios/scn_none", "{\"code\":\"print(1)\"}");
        send("POST", "/scenarios/scn_seed_orders/run",
                "{\"params\":{\"size\":\"500\",\"camel_datamaker_run_key\":\"k\"},\"wait\":\"false\"}");
        send("POST", "/scenarios/scn_seed_orders/run", "{\"params\":{\"size\":\"" + ODD + "\"},\"wait\":\"true\"}");
        send("GET", runs, "");
        send("GET", runs + "/" + run, "");
        send("GET", runs + "/" + run + "/logs", "");
        send("GET", runs + "/" + run + "/logs?follow=true", "");
        send("DELETE", runs + "/run_none", "");
        send("GET", "/connections", "");
        send("POST", "/connections", "{\"name\":\"Orders\",\"type\":\"postgres\",\"url\":\"jdbc:postgresql://db/orders\"}");
        send("POST", "/connections/conn_sap_s4/verify", "");
        send("GET", "/connections/conn_sap_s4/metadata", "");
        send("GET", "/sets", "");
        send("POST", "/sets", "{\"name\":\"" + ODD + "\",\"rows\":[{\"a\":\"" + ODD + "\",\"n\":1.5}]}");
        send("GET", "/sets/golden%20%3Cb%3E%2B", "");
        send("DELETE", "/sets/none", "");
        send("GET", "/workspace/files", "");
        upload("lookups/plz de+at.txt", "Köln\n50667 \"alt\"\n");
        send("GET", "/workspace/files/lookups%2Fplz%20de%2Bat.txt", "");
        send("DELETE", "/workspace/files/none", "");
        sent = recorded();
        sandbox.clearRequests();
        context.addComponent("file", new StubComponent());
    }

    private void send(String method, String path, String body) throws Exception {
        send(method, path, JSON, body);
    }

    private void upload(String name, String content) throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + content + "\r\n--b--\r\n";
        send("POST", "/workspace/files", "multipart/form-data; boundary=b", body);
    }

    private void send(String method, String path, String type, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl() + path))
                .method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + apiKey());
        // A followed log ends with its run, which takes less than a second.
        client.send((body.isEmpty() ? request : request.header("Content-Type", type)).build(), BodyHandlers.discarding());
        copy(sandbox.requests().size());
    }

    private void copy(int number) throws Exception {
        URI uri = URI.create(baseUrl() + "/_sandbox/console/requests/" + number);
        String page = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        assertThat(page).doesNotContain(apiKey());
        Map<String, String> copies = new TreeMap<>();
        Matcher copy = COPY.matcher(page);
        while (copy.find()) {
            copies.put(copy.group(1), unescaped(copy.group(2)));
        }
        assertThat(copies).as(page).containsOnlyKeys("java", "yaml");
        yaml.add(copies.get("yaml"));
        java.add(copies.get("java"));
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
                .replace("&#x60;", "`").replace("&#x3D;", "=").replace("&amp;", "&");
    }

    /** Method, path, query and body, as far as two clients must agree. */
    private List<String> recorded() {
        return sandbox.requests().stream().map(CopiedRoutesTest::essence).sorted().toList();
    }

    private static String essence(RecordedRequest request) {
        String body = request.body();
        if (body.startsWith("{")) {
            try {
                body = Json.MAPPER.readValue(body, new TypeReference<TreeMap<String, Object>>() {}).toString()
                        .replaceAll(", camel_datamaker_run_key=[\\w-]+", "");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        } else if (body.startsWith("--")) {
            body = body.replaceAll("--[\\w-]{1,70}(?=\r\n|--)", "--b").replaceAll("filename=\"[^\"]*\"", "filename=\"f\"")
                    .replaceAll("Content-Length: \\d+\r\n", "");
        }
        return request.method() + " " + request.path() + " " + request.query() + " " + body;
    }

    @Test
    void inYaml() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("copied.yaml", String.join("", yaml)));

        everyRequestIsSentAgain();
        // The others make the requests of those that are copied.
        assertThat(DataMakerOperation.values()).filteredOn(each -> yaml.stream()
                .noneMatch(route -> route.contains("uri: datamaker:" + each + "\n")))
                .containsExactly(DataMakerOperation.plan, DataMakerOperation.check, DataMakerOperation.awaitRun,
                        DataMakerOperation.runs);
    }

    @Test
    void inJava() throws Exception {
        Path source = Files.writeString(classes.resolve("Copied.java"), """
                import org.apache.camel.builder.RouteBuilder;

                public class Copied extends RouteBuilder {
                    public void configure() {
                        %s
                    }
                }
                """.replace("%s", String.join("\n", java)));
        var errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, "-proc:none", "-encoding", "UTF-8", "-d",
                classes.toString(), "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, getClass().getClassLoader())) {
            context.addRoutes((RoutesBuilder) loader.loadClass("Copied").getConstructor().newInstance());

            everyRequestIsSentAgain();
        }
    }

    private void everyRequestIsSentAgain() {
        Awaitility.await().untilAsserted(() -> assertThat(recorded()).containsAll(sent));
    }
}
