package io.github.cameldatamaker.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.RawRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all screens share: who may ask, what browsers are told, and files without the internet. */
class ConsoleTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action|hx-get|hx-post)=\"([^\"]*)\"");

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Browser browser = new Browser(sandbox);

    @Test
    void theFirstPageIsForBrowsersAndNeedsNoKey() {
        HttpResponse<String> page = browser.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body()).startsWith("<!doctype html>").contains("aria-current=\"page\">Requests</a>");
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void theServicesOwnPathsStillNeedTheKey() {
        assertThat(browser.get("/templates").statusCode()).isEqualTo(401);
        Api client = new Api(sandbox.baseUrl(), "wrong");
        assertThat(client.get("/").statusCode()).isEqualTo(401);
        assertThat(client.post("/", "{}").statusCode()).isEqualTo(401);
        assertThat(new Api(sandbox).get("/").statusCode()).isEqualTo(404);
        assertThat(sandbox.requests()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({ "/", "/_sandbox/console/none", "/_sandbox/console/assets/console.js" })
    void everyAnswerTellsTheBrowserToBeCareful(String path) {
        HttpResponse<String> response = browser.get(path);

        assertThat(response.headers().firstValue("Content-Security-Policy")).hasValue(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).startsWith("no-");
    }

    @ParameterizedTest
    @CsvSource({ "Host, evil.example, 403", "Host, localhost.evil.example:PORT, 403", "Host, 127.0.0.1:PORT, 200",
            "Origin, http://evil.example, 403", "Origin, null, 403", "Origin, http://localhost:1, 403",
            "Origin, http://localhost:PORT, 200" })
    void pagesOfOtherSitesAreRefused(String header, String value, int status) throws Exception {
        for (String path : List.of("/", "/_sandbox/console/assets/console.css")) {
            assertThat(RawRequest.get(path).header("Accept", "text/html")
                    .header(header, value.replace("PORT", Integer.toString(sandbox.port()))).status(sandbox)).as(path)
                    .isEqualTo(status);
        }
    }

    @Test
    void postsOfOtherSitesChangeNothing() {
        new Api(sandbox).get("/templates");

        HttpRequest foreign = browser.posting("/_sandbox/console/requests/clear", "").header("Origin", "http://evil.example")
                .build();

        assertThat(browser.send(foreign).statusCode()).isEqualTo(403);
        assertThat(sandbox.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "htmx.js, text/javascript", "pico.css, text/css", "console.css, text/css", "console.js, text/javascript",
            "icon.svg, image/svg+xml" })
    void filesComeFromTheJarAndAreSentOnce(String name, String type) {
        String path = "/_sandbox/console/assets/" + name;
        HttpResponse<String> file = browser.get(path);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(file.body()).isNotEmpty();
        String tag = file.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = browser.send(browser.asking(path).header("If-None-Match", tag).build());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    /** A browser is asked for nothing that is not here: neither another site's nor inline. */
    @Test
    void pagesNameOnlyWhatTheSandboxServes() {
        String page = browser.get("/").body();

        Matcher addresses = ADDRESS.matcher(page);
        while (addresses.find()) {
            String address = addresses.group(1).replace("&#x3D;", "=");
            assertThat(address).matches("(/(?!/)|#).*");
            if (address.startsWith("/_sandbox/console/assets/")) {
                assertThat(browser.get(address).statusCode()).as(address).isEqualTo(200);
            }
        }
        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)|<style| style=| on[a-z]+=|javascript:");
    }

    @Test
    void whatIsNotThereIsAPage() {
        HttpResponse<String> response = browser.get("/_sandbox/console/assets/%3Cb%3E");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("<!doctype html>").contains("role=\"alert\"", "&lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void anUnknownAddressIsAPage() {
        HttpResponse<String> response = browser.get("/_sandbox/console/no/such%20page");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("<!doctype html>").contains("there is no page");
    }
}
