package io.github.cameldatamaker.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of requests, live and filtered, and one request with what can be copied. */
class RequestsScreenTest {

    private static final String LIST = "/_sandbox/console/requests";
    private static final Pattern SINCE = Pattern.compile("\\?since=([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("id=\"request-(\\d+)\"");
    private static final Pattern LINE = Pattern.compile("<tr class=\"row\">.*?</tr>", Pattern.DOTALL);

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api service = driven.api();
    private final Browser browser = new Browser(sandbox);

    private List<String> lines(String page) {
        return LINE.matcher(page).results().map(found -> found.group().replaceAll("<[^>]+>", " ").replaceAll(" +", " ").strip())
                .toList();
    }

    /** The page of the newest request, once its answer is recorded. */
    private String newest() {
        return page(0);
    }

    /** @param back how many requests are newer */
    private String page(int back) {
        String list = browser.get("/").body();
        String number = NUMBER.matcher(list).results().map(found -> found.group(1)).toList().get(back);
        return Awaitility.await().until(() -> browser.get(LIST + "/" + number).body(), page -> !page.contains("… ms"));
    }

    private static String copied(String page, String id) {
        Matcher copied = Pattern.compile("<pre id=\"" + id + "\"[^>]*>\n(.*?)</pre>", Pattern.DOTALL).matcher(page);
        assertThat(copied.find()).as(page).isTrue();
        return copied.group(1).replace("&quot;", "\"").replace("&#39;", "'").replace("&gt;", ">").replace("&lt;", "<")
                .replace("&#x3D;", "=").replace("&amp;", "&");
    }

    @Test
    void listsRequestsNewestFirst() {
        service.post("/templates/tmpl_customer/generate", "{\"count\": 1500}");
        service.get("/templates/none?a=b");

        Awaitility.await().untilAsserted(() -> assertThat(lines(browser.get("/").body())).satisfiesExactly(
                newest -> assertThat(newest).startsWith("GET /templates/none?a&#x3D;b 404 ").endsWith("2026-04-12T10:31:00Z")
                        .doesNotContain("…"),
                oldest -> assertThat(oldest).startsWith("POST /templates/tmpl_customer/generate 200 1,500 ")));
    }

    @ParameterizedTest
    @CsvSource({ "method=DELETE, 1", "method=, 4", "path=versions, 1", "status=404, 2", "status=4xx, 2", "status=2XX, 2",
            "status=x, 0", "path=none&method=GET&status=404, 1" })
    void filtersRequests(String query, int count) {
        service.get("/templates");
        service.get("/templates/tmpl_customer/versions");
        service.get("/templates/none");
        service.delete("/templates/none");

        Awaitility.await().untilAsserted(() -> assertThat(lines(browser.get("/?" + query).body())).hasSize(count));
        Awaitility.await().untilAsserted(() -> assertThat(lines(browser.get(LIST + "?" + query).body())).hasSize(count));
    }

    @Test
    void nothingIsSentWhenNothingIsNew() {
        service.get("/templates");
        String page = Awaitility.await().until(() -> browser.get("/").body(), body -> !body.contains("…</td>"));

        assertThat(browser.get(LIST + "?since=" + since(page)).statusCode()).isEqualTo(204);
        service.get("/templates/none");
        HttpResponse<String> news = Awaitility.await().until(() -> browser.get(LIST + "?since=" + since(page)),
                response -> response.statusCode() == 200);
        assertThat(news.body()).startsWith("<div id=\"requests\"").contains("hx-swap-oob=\"innerHTML\">2 requests</p>");
        sandbox.clearRequests();
        assertThat(browser.get(LIST + "?since=" + since(news.body())).body()).contains("No requests.");
    }

    private static String since(String page) {
        Matcher since = SINCE.matcher(page);
        assertThat(since.find()).as(page).isTrue();
        return since.group(1);
    }

    @Test
    void aPageIsBoundedWhateverWasSent() {
        for (int i = 0; i < 101; i++) {
            service.get("/templates/none");
        }
        service.get("/templates/none?" + "x".repeat(5000));

        String page = browser.get("/").body();

        assertThat(lines(page)).hasSize(100);
        assertThat(page).contains(">The last 100 requests</p>", "xxx… (the first 200 of 5016 characters)");
        assertThat(page.length()).isLessThan(60_000);
    }

    @Test
    void showsBothSidesWithoutTheKey() {
        service.post("/templates/tmpl_customer/generate", "{\"count\": 2, \"seed\": \"s\"}");

        String page = newest();

        assertThat(copied(page, "request-body")).isEqualTo("{\"count\": 2, \"seed\": \"s\"}");
        assertThat(copied(page, "response-body")).startsWith("[\n{\"id\":\"C000001\"");
        assertThat(page).contains("<bdi>Authorization</bdi></th><td><bdi>***</bdi>", "<bdi>X-Request-Id</bdi>")
                .doesNotContain(sandbox.apiKey());
    }

    @Test
    void saysThatABodyIsCut() {
        service.post("/sets", "{\"name\":\"big\",\"rows\":[{\"a\":\"" + "x".repeat(100_000) + "\"}]}");
        String page = newest();

        assertThat(page).contains("id=\"request-cut\">Only the first 65,536 bytes",
                "put it into the file <code>body.json</code>");
        assertThat(copied(page, "curl")).endsWith("--data-binary @body.json");
        assertThat(copied(page, "java")).startsWith("from(\"file:.?fileName=body.json&noop=true\")\n");

        service.post("/templates/tmpl_customer/generate", "{\"count\": 500}");
        assertThat(newest()).contains("id=\"response-cut\">Only the first 16,384 bytes").doesNotContain("id=\"file-note\"");
    }

    @Test
    void saysThatABodyIsMissingOrNoText() {
        service.post("/templates/tmpl_customer/generate", "{\"count\": 2, \"format\": \"xlsx\"}");
        assertThat(newest()).contains("id=\"response-bodiless\">The body is no text.").doesNotContain("id=\"response-body\"");

        service.delete("/templates/none");
        assertThat(newest()).contains("id=\"request-bodiless\">No body.");
    }

    @Test
    void hostileTextIsText() {
        String hostile = "</pre><script>alert(1)</script>' \u202Etxt.exe {{title}}";
        service.post("/templates", Api.text(Map.of("name", hostile)));
        service.send(service.request("/templates?a=%3Cscript%3E%22").header("X-Odd", "<script>\"").GET().build());

        assertThat(newest() + page(1) + browser.get("/?path=%3Cscript%3E%22%3E").body())
                .doesNotContain("<script>", "</script>'")
                .contains("&lt;script&gt;", "<bdi>&lt;script&gt;&quot;</bdi>", "value=\"&lt;script&gt;&quot;&gt;\"");
    }

    @Test
    void copiesAsCurl() {
        HttpRequest request = service.posting("/templates/tmpl_customer/generate?a=[1]", "{\"seed\":\"it's\"}");
        service.send(request);

        assertThat(copied(newest(), "curl")).isEqualTo("curl -sSg '" + sandbox.baseUrl()
                + "/templates/tmpl_customer/generate?a=[1]' \\\n  -H \"Authorization: Bearer $DM_API_KEY\" \\\n"
                + "  -H 'Content-Type: application/json' \\\n  --data-raw '{\"seed\":\"it'\\''s\"}'");

        service.delete("/templates/none");
        assertThat(copied(newest(), "curl")).isEqualTo("curl -sS -X DELETE '" + sandbox.baseUrl()
                + "/templates/none' \\\n  -H \"Authorization: Bearer $DM_API_KEY\"");
    }

    @Test
    void whatTheComponentNeverSendsHasNoRoute() {
        service.get("/nothing");
        assertThat(newest()).contains("id=\"routeless\"").doesNotContain("<pre id=\"yaml\"");

        service.post("/templates/tmpl_customer/generate", "no json");
        assertThat(newest()).contains("id=\"routeless\"");
    }

    /** Camel would put the value of a variable into the message. */
    @Test
    void aPlaceholderNeverStandsInARoute() {
        service.post("/scenarios", "{\"name\":\"n\",\"code\":\"print('{{env:DM_API_KEY}}')\"}");
        assertThat(copied(newest(), "yaml")).doesNotContain("{{").contains("fileName: body.json");

        service.post("/templates/tmpl_customer/generate", "{\"count\":1,\"seed\":\"{{env:DM_API_KEY}}\"}");
        assertThat(newest()).contains("id=\"routeless\"");
    }

    @Test
    void forgetsAll() {
        service.get("/templates");

        HttpResponse<String> response = browser.post(LIST + "/clear", "");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location")).hasValue("/");
        assertThat(sandbox.requests()).isEmpty();
        assertThat(browser.get(LIST + "/0").statusCode()).isEqualTo(404);
    }
}
