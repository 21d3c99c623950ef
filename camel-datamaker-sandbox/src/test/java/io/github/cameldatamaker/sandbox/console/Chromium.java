package io.github.cameldatamaker.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real browser: Chromium and its driver as Debian installs them. Where they are missing the tests are skipped, unless the
 * system property {@code browser.required} forbids it.
 */
final class Chromium implements BeforeAllCallback, AfterAllCallback {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    // Selenium warns of a protocol version that these tests do not use.
    private static final Logger QUIET = Logger.getLogger("org.openqa.selenium");

    private final boolean dark;
    private ChromeDriver driver;
    private Path profile;

    Chromium() {
        this(false);
    }

    /** @param dark whether the user prefers dark colours */
    Chromium(boolean dark) {
        this.dark = dark;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
            String missing = "there is no " + BROWSER + " or no " + DRIVER + "; install Debian's chromium and chromium-driver";
            assertThat(Boolean.getBoolean("browser.required")).as(missing).isFalse();
            Assumptions.abort(missing);
        }
        QUIET.setLevel(Level.SEVERE);
        profile = Files.createTempDirectory("chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
                "--lang=en", "--force-device-scale-factor=1", "--user-data-dir=" + profile);
        if (dark) {
            options.addArguments("--blink-settings=preferredColorScheme=0");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build(), options);
        size(1280, 900);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (driver != null) {
            driver.quit();
            try (var files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    void open(String url) {
        driver.get(url);
    }

    /** Waits for what is about to happen; elements that the page replaces meanwhile are looked for again. */
    static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptionsMatching(
                e -> e instanceof StaleElementReferenceException || e instanceof NoSuchElementException
                        || e instanceof NoAlertPresentException);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return find(css).getText();
    }

    void awaitText(String css, String part) {
        soon().untilAsserted(() -> assertThat(text(css)).contains(part));
    }

    /** A property of an element that the page may replace at this moment. */
    String property(String css, String name) {
        AtomicReference<String> value = new AtomicReference<>();
        soon().until(() -> {
            value.set(find(css).getDomProperty(name));
            return true;
        });
        return value.get();
    }

    /** Clicks on an element that the page may replace at this moment. */
    void click(String css) {
        soon().until(() -> {
            find(css).click();
            return true;
        });
    }

    /** Says yes to the question of a form. */
    void confirm() {
        soon().until(() -> {
            driver.switchTo().alert().accept();
            return true;
        });
    }

    /** Clicks what leads to another page, and waits until the old one has gone. */
    void follow(String css) {
        WebElement old = find("html");
        find(css).click();
        soon().until(() -> {
            try {
                old.isEnabled();
                return false;
            } catch (StaleElementReferenceException e) {
                return true;
            }
        });
    }

    void type(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What the browser complained about, refused contents among it. A form's own 400 is no complaint about the page. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString)
                .filter(line -> !line.contains("the server responded with a status of 4"))
                // A poll that was under way when the page was left.
                .filter(line -> !line.contains("htmx:send")).toList();
    }
}
