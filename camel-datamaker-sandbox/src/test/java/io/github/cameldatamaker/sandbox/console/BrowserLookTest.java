package io.github.cameldatamaker.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every screen fits on a wide and on a narrow display, in light and dark. The pictures go to {@code target/screenshots}; those
 * of the docs are copies of them, which {@code -Dpictures.write=true} makes.
 */
class BrowserLookTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Path DOCS = Path.of("..", "docs", "console");
    private static final Set<String> IN_THE_DOCS = Set.of("requests-light-1280", "request-light-1280", "template-dark-1280",
            "run-light-400",
            "faults-light-1280");

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox(Plan.FREE);
    @RegisterExtension
    static final Chromium light = new Chromium();
    @RegisterExtension
    static final Chromium dark = new Chromium(true);

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api service = driven.api();

    @ParameterizedTest
    @CsvSource({ "requests, /, #main table tbody tr", "request, /_sandbox/console/requests/NUMBER, #main pre",
            "templates, /_sandbox/console/templates, #templates",
            "template, /_sandbox/console/templates/tmpl_customer, #rows-table",
            "scenarios, /_sandbox/console/scenarios, #scenarios",
            "scenario, /_sandbox/console/scenarios/scn_seed_orders, #runs-table",
            "run, /_sandbox/console/scenarios/scn_seed_orders/runs/RUN, #log li:not([hidden])",
            "data, /_sandbox/console/data, #sets", "budget, /_sandbox/console/budget, #rows-bar",
            "faults, /_sandbox/console/faults, #faults", "error, /_sandbox/console/templates/none, [role=alert]" })
    void fitsOnTheScreen(String name, String path, String css) throws IOException {
        String run = sandbox.scenarios().start("scn_seed_orders", Map.of("size", "500"));
        service.post("/templates/tmpl_customer/generate", "{\"count\": 2500, \"seed\": \"nightly\"}");
        service.post("/sets", "{\"name\":\"orders-regression\",\"rows\":[{\"id\":1}]}");
        sandbox.faults().on("POST", "/templates/{id}/generate").cutAfter(10_000);
        sandbox.faults().on("*", "*").after(3).times(2).rateLimited(Duration.ofSeconds(7));
        driven.setSeconds(3);
        String url = sandbox.baseUrl() + path.replace("RUN", run).replace("NUMBER", generation());
        for (Chromium browser : new Chromium[] { light, dark }) {
            for (int width : new int[] { 1280, 400 }) {
                browser.size(width, 900);
                browser.open(url);
                Chromium.soon().until(() -> !browser.all(css).isEmpty());
                picture(browser, name + (browser == dark ? "-dark-" : "-light-") + width);
                assertThat((Long) browser.driver().executeScript("return document.documentElement.scrollWidth"))
                        .as("%s at %s", name, width).isLessThanOrEqualTo(
                                (Long) browser.driver().executeScript("return document.documentElement.clientWidth"));
                assertThat(background(browser)).isEqualTo(browser == dark ? "rgb(19, 23, 31)" : "rgb(255, 255, 255)");
            }
        }
    }

    /** The number of the last generation among the requests. */
    private String generation() {
        Api control = new Api(sandbox.baseUrl() + "/_sandbox/api", "");
        return Api.json(control.get("/requests?path=generate").body()).path("items").path(0).path("number").asText();
    }

    private static String background(Chromium browser) {
        return (String) browser.driver().executeScript("return getComputedStyle(document.documentElement).backgroundColor");
    }

    private static void picture(Chromium browser, String name) throws IOException {
        Files.createDirectories(PICTURES);
        Path picture = Files.write(PICTURES.resolve(name + ".png"), browser.screenshot());
        if (Boolean.getBoolean("pictures.write") && IN_THE_DOCS.contains(name)) {
            Files.copy(picture, DOCS.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
