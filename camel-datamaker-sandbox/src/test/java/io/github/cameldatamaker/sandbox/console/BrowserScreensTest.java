package io.github.cameldatamaker.sandbox.console;

import static io.github.cameldatamaker.sandbox.console.Chromium.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** Each screen does in a browser what it is for. */
class BrowserScreensTest {

    private static final String CONSOLE = "/_sandbox/console";

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox(Plan.FREE);
    @RegisterExtension
    static final Chromium browser = new Chromium();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api service = driven.api();

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        assertThat(browser.complaints()).isEmpty();
    }

    private void open(String path) {
        browser.open(sandbox.baseUrl() + path);
    }

    @Test
    void templatesShowRowsWhileOneTypes() {
        open(CONSOLE + "/templates");
        browser.follow("#templates a[href$=tmpl_customer]");
        browser.awaitText("#rows-table", "C000005");

        browser.type("#seed", "nightly");
        browser.type("#count", "2");
        soon().until(() -> browser.all("#rows-table tbody tr").size() == 2);
        String email = (String) Api.json(service.generate("tmpl_customer", Map.of("count", 1, "seed", "nightly"))).path(0)
                .path("email").asText();
        browser.awaitText("#rows-table", email);

        new Select(browser.find("#format")).selectByVisibleText("csv");
        browser.awaitText("#rows-text", "id,first_name");
        browser.type("#overrides", "country=DE\nnone=1");
        browser.awaitText("#rows-error", "override 'none' is not a field");
        browser.type("#overrides", "country=FR");
        browser.awaitText("#rows-text", ",FR,");
        browser.type("#count", "0");
        browser.awaitText("#rows-error", "count must be an integer of at least 1");
    }

    @Test
    void aTemplateIsEditedAndTheServicesErrorStandsAtItsField() {
        String id = sandbox.addTemplate(Map.of("id", "tmpl_mine", "name", "Mine", "fields",
                List.of(Map.of("name", "n", "type", "sequence"))));
        open(CONSOLE + "/templates/" + id);

        int before = browser.all("#fields tr").size();
        browser.find("#add-field").click();
        soon().until(() -> browser.all("#fields tr").size() == before + 1);
        browser.type("#fields tr:last-child input[name=field]", "colour");
        browser.type("#fields tr:last-child input[name=type]", "no_type");
        browser.follow("#save");

        assertThat(browser.text("#fields tr:last-child [role=alert]")).contains("'colour' invalid: unknown type 'no_type'");
        assertThat(browser.find("#fields tr:last-child input[name=field]").getDomAttribute("aria-invalid")).isEqualTo("true");
        browser.type("#fields tr:last-child input[name=type]", "boolean");
        browser.follow("#save");
        browser.awaitText("main", "version 2");
        assertThat(Api.json(service.get("/templates/" + id).body()).path("fields").path(1).path("name").asText())
                .isEqualTo("colour");
    }

    @Test
    void scenariosRunAndTheirLogFollows() {
        open(CONSOLE + "/scenarios");
        browser.type("#name", "Two lines");
        browser.type("#code", "# sandbox: duration=60s\nprint('one')\nprint('two')\n");
        browser.follow("#save");
        browser.type("#params", "size=7");
        browser.follow("#run");
        soon().until(() -> !browser.all("#runs-table a").isEmpty());
        browser.open(browser.property("#runs-table a", "href"));

        browser.awaitText("#status", "running");
        browser.awaitText("#state", "{\"size\":\"7\"}");
        driven.setSeconds(61);
        browser.awaitText("#status", "done");
        browser.awaitText("#log", "two");
        assertThat(browser.all("#log li:not([hidden])")).extracting(each -> each.getText()).containsExactly("one", "two");
    }

    @Test
    void aRunIsCancelled() {
        String run = sandbox.scenarios().start("scn_seed_orders", Map.of());
        open(CONSOLE + "/scenarios/scn_seed_orders/runs/" + run);

        browser.follow("#cancel");

        browser.awaitText("#status", "cancelled");
        browser.follow("#cancel");
        browser.awaitText("#status", "cancelled");
    }

    @Test
    void filesAreUploadedShownAndDeleted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("cities.csv"), "city\nGdańsk\n");
        open(CONSOLE + "/data");
        browser.type("#file-name", "lookups/a b.csv");
        browser.find("#file").sendKeys(file.toString());
        browser.follow("#upload");

        assertThat(service.get("/workspace/files/lookups%2Fa%20b.csv").body()).isEqualTo("city\nGdańsk\n");
        browser.follow("#files a");
        assertThat(browser.text("#text")).contains("Gdańsk");
        browser.click("#delete");
        browser.confirm();
        browser.awaitText("#files", "There are no files.");
        assertThat(service.get("/workspace/files/lookups%2Fa%20b.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void setsAndConnectionsAreShown() {
        service.post("/sets", "{\"name\":\"orders\",\"rows\":[{\"id\":1,\"note\":null},{\"id\":2.50,\"extra\":{\"a\":[1]}}]}");
        open(CONSOLE + "/data");
        browser.follow("#sets a");
        assertThat(browser.text("#rows-table")).contains("id note extra", "2.50", "{\"a\":[1]}");

        sandbox.setReachable("conn_sap_s4", false);
        open(CONSOLE + "/data");
        browser.follow("#connections form button");
        assertThat(browser.text("#result")).isEqualTo("Failed: connection_failed: timeout after 10 s");
        sandbox.setReachable("conn_sap_s4", true);
        browser.follow("#verify");
        assertThat(browser.text("#result")).isEqualTo("Verified: connected");
    }

    @Test
    void theBudgetIsShownAsBarsAndTheClockMoves() {
        open(CONSOLE + "/budget");
        assertThat(browser.property("#requests-bar", "max")).isEqualTo("60");

        service.post("/templates/tmpl_customer/generate", "{\"count\": 2500}");

        soon().untilAsserted(() -> assertThat(browser.property("#rows-bar", "value")).isEqualTo("2500"));
        assertThat(browser.property("#requests-bar", "value")).isEqualTo("1");
        browser.follow("#advance-1h");
        assertThat(browser.property("#rows-bar", "value")).isEqualTo("0");
        assertThat(sandbox.clock().instant()).isEqualTo(DrivenSandbox.START.plusSeconds(3600));
        new Select(browser.find("#plan")).selectByVisibleText("pro");
        browser.type("#rows-per-hour", "77");
        browser.follow("#change-plan");
        browser.awaitText("#use", "of 77");
        browser.type("#rows-per-hour", "-1");
        browser.follow("#change-plan");
        browser.awaitText("#form-error", "rows_per_hour");
    }

    @Test
    void faultsAreArmedByOneClickAndShowThatTheyFired() {
        open(CONSOLE + "/faults");
        browser.driver().findElement(By.xpath("//button[.='429 for 7 s to the next request']")).click();
        browser.awaitText("#faults", "rateLimited");

        assertThat(service.get("/templates").headers().firstValue("Retry-After")).hasValue("7");

        browser.awaitText("#faults", "(over)");
        browser.click("#clear");
        browser.awaitText("#faults", "Nothing is armed.");
    }

    @Test
    void aFaultThatNeverFiresSaysSo() {
        open(CONSOLE + "/faults");
        new Select(browser.find("#fault")).selectByVisibleText("fewerRows");
        soon().until(() -> !browser.all("#fault-fields input[name=rows]").isEmpty());
        browser.type("#path", "/sets");
        browser.follow("#add");

        assertThat(browser.text("#form-error")).contains("never fires", "/sets");
        browser.type("#path", "sets");
        browser.follow("#add");
        assertThat(browser.text("#form-error")).contains("field 'path' invalid");
    }
}
