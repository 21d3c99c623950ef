package io.github.cameldatamaker.sandbox.console;

import static io.github.cameldatamaker.sandbox.console.Chromium.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** Requests show in a browser as they come. */
class BrowserRequestsTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();
    @RegisterExtension
    static final Chromium browser = new Chromium();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api service = driven.api();

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void newOnesComeByThemselvesAndTheFocusStays() {
        service.get("/templates");
        browser.open(sandbox.baseUrl() + "/");
        String first = browser.property("#requests-table a", "id");
        browser.driver().executeScript("document.getElementById(arguments[0]).focus()", first);

        service.get("/scenarios");
        service.get("/sets");

        soon().until(() -> browser.all("#requests-table .row").size() == 3);
        browser.awaitText("#requests-table a", "GET /sets");
        browser.awaitText("#note", "3 requests");
        assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id")).isEqualTo(first);
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        browser.awaitText("h1", "/templates");
    }

    @Test
    void theFilterStaysWhenNewOnesComeAndWhenThePageIsLoadedAgain() {
        service.get("/templates");
        service.get("/templates/none");
        browser.open(sandbox.baseUrl() + "/");

        browser.type("#status", "4xx");
        soon().until(() -> browser.all("#requests-table .row").size() == 1);
        service.get("/sets/none");
        service.get("/sets");
        soon().until(() -> browser.all("#requests-table .row").size() == 2);
        browser.awaitText("#requests-table", "GET /sets/none");
        browser.awaitText("#requests-table", "GET /templates/none");
        new Select(browser.find("#method")).selectByVisibleText("POST");
        browser.awaitText("#requests-table", "No requests.");

        soon().until(() -> browser.driver().getCurrentUrl().endsWith("/?method=POST&path=&status=4xx"));
        browser.driver().navigate().refresh();
        assertThat(browser.find("#status").getDomProperty("value")).isEqualTo("4xx");
        browser.awaitText("#requests-table", "No requests.");
    }

    @Test
    void aClickOnARowOpensItAndAButtonCopies() {
        service.post("/templates/tmpl_customer/generate", "{\"count\": 2}");
        browser.open(sandbox.baseUrl() + "/");

        // The link covers its row.
        soon().until(() -> {
            new Actions(browser.driver()).click(browser.find("#requests-table .row td:last-child")).perform();
            return true;
        });
        browser.awaitText("#request-body", "{\"count\": 2}");
        // The button says it for two seconds only, so the page keeps what it said.
        browser.driver().executeScript("const button = document.querySelector('button[data-copy=java]'); window.said = [];"
                + "new MutationObserver(() => window.said.push(button.textContent)).observe(button, {childList: true});");
        browser.click("button[data-copy=java]");

        // Whether a browser without a display may copy is its own business; without, the text is there to select.
        soon().until(() -> browser.driver().executeScript("return window.said[0]") != null);
        assertThat(browser.driver().executeScript("return window.said[0]")).isIn("Copied", "Select the text to copy it");
        assertThat(browser.text("#java")).contains(".to(\"datamaker:generate?template=tmpl_customer&count=2\")");
    }

    @Test
    void allAreForgotten() {
        service.get("/templates");
        browser.open(sandbox.baseUrl() + "/");

        browser.follow("#clear");

        browser.awaitText("#requests-table", "No requests.");
        assertThat(sandbox.requests()).isEmpty();
    }
}
