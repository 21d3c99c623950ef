package io.github.cameldatamaker.sandbox.console;

import static io.github.cameldatamaker.sandbox.console.Chromium.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Whatever a name, a row or a log line holds, a browser shows it as text; and the keyboard is enough. */
class BrowserSafetyTest {

    private static final String CONSOLE = "/_sandbox/console";
    private static final String HOSTILE = "'\"><script>window.hacked=1</script><img src=x onerror=\"window.hacked=2\">{{title}}"
            + "\u202Egnp.exe ${7*7} </textarea></pre>";

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();
    @RegisterExtension
    static final Chromium browser = new Chromium();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api service = driven.api();

    private void shows(String path, String css) {
        browser.open(sandbox.baseUrl() + path);
        browser.awaitText(css, "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=2\">{{title}}");
        assertThat(browser.driver().executeScript("return window.hacked")).as(path).isNull();
        assertThat(browser.all("img, script:not([src])")).as(path).isEmpty();
        assertThat(browser.complaints()).as(path).isEmpty();
    }

    private static String json(Object value) {
        return Api.text(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void hostileTemplatesAreText() {
        sandbox.addTemplate(Map.of("id", "tmpl_h", "name", HOSTILE, "fields",
                List.of(Map.of("name", HOSTILE, "type", "constant", "options", Map.of("value", HOSTILE)))));
        shows(CONSOLE + "/templates", "#templates");
        shows(CONSOLE + "/templates/tmpl_h", "#rows-table tbody");
        assertThat(browser.find("#fields input[name=field]").getDomProperty("value")).isEqualTo(HOSTILE);
    }

    @Test
    void hostileScenariosLogLinesAndStatusesAreText() {
        String id = sandbox.scenarios().add(HOSTILE, "print(" + json(HOSTILE) + ")\n");
        String run = sandbox.scenarios().start(id, Map.of("p", HOSTILE));
        sandbox.scenarios().setStatus(run, HOSTILE);
        shows(CONSOLE + "/scenarios", "#scenarios");
        shows(CONSOLE + "/scenarios/" + id, "#runs-table");
        driven.setSeconds(3600);
        shows(CONSOLE + "/scenarios/" + id + "/runs/" + run, "#log");
        browser.awaitText("#status", "<script>");
    }

    @Test
    void hostileSetsAndFileNamesAreText() {
        service.post("/sets", json(Map.of("name", HOSTILE, "rows", List.of(Map.of(HOSTILE, HOSTILE)))));
        upload(HOSTILE.replace("\"", ""), HOSTILE);
        shows(CONSOLE + "/data/set?name=" + encoded(HOSTILE), "#rows-table tbody");
        shows(CONSOLE + "/data/file?name=" + encoded(HOSTILE.replace("\"", "")), "#text");
        browser.open(sandbox.baseUrl() + CONSOLE + "/data");
        browser.awaitText("#files", "<script>window.hacked=1</script>");
        browser.awaitText("#sets", "<script>window.hacked=1</script>");
        assertThat(browser.driver().executeScript("return window.hacked")).isNull();
    }

    private void upload(String name, String content) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n" + content + "\r\n--b--\r\n";
        assertThat(service.send(service.request("/workspace/files").header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build()).statusCode()).isEqualTo(201);
    }

    @Test
    void aCellOfTenMegabytesIsCut() {
        service.post("/sets", "{\"name\":\"big\",\"rows\":[{\"a\":\"" + "x".repeat(10_000_000) + "\"}]}");

        browser.open(sandbox.baseUrl() + CONSOLE + "/data/set?name=big");

        assertThat(browser.text("#rows-table td")).endsWith("… (the first 2000 of 10000000 characters)");
        assertThat(browser.driver().getPageSource().length()).isLessThan(20_000);
    }

    @Test
    void aSetWithThousandsOfColumnsShowsTheFirst() {
        StringBuilder row = new StringBuilder("{\"c0\":0");
        for (int i = 1; i < 5000; i++) {
            row.append(",\"c").append(i).append("\":").append(i);
        }
        service.post("/sets", "{\"name\":\"wide\",\"rows\":[" + row + "}]}");

        browser.open(sandbox.baseUrl() + CONSOLE + "/data/set?name=wide");

        assertThat(browser.text("main")).contains("Shows 100 of 5,000 columns.");
        assertThat(browser.all("#rows-table th")).hasSize(100);
    }

    @Test
    void theKeyboardIsEnough() {
        browser.open(sandbox.baseUrl() + CONSOLE + "/templates");
        browser.find("body").sendKeys(Keys.TAB);
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Skip to the content");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        soon().until(() -> "main".equals(browser.driver().switchTo().activeElement().getDomAttribute("id")));
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(browser.driver().switchTo().activeElement().getDomProperty("href")).contains("/templates/tmpl_");

        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);

        soon().until(() -> browser.driver().getTitle().contains("Product"));
        assertThat(browser.all("input:not([type=hidden]), select, textarea")).allSatisfy(field -> assertThat(
                field.getAccessibleName()).as(field.getDomAttribute("id")).isNotBlank());
    }
}
