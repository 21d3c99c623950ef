package io.github.cameldatamaker.springboot;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

import com.acme.FirstApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

/** The classes and properties of docs/spring-boot.md are those that are run here. */
@ExtendWith(OutputCaptureExtension.class)
class SpringBootPageTest {

    private static final Path PAGE = Path.of("../../../docs/spring-boot.md");

    @Test
    void showsTheClassesOfThisModule() throws IOException {
        assertThat(blocks("java boot")).containsExactly(source("FirstApplication"), source("CustomersTest"));
    }

    @Test
    void firstApplicationPrintsRows(CapturedOutput output) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(blocks("properties").get(0)));
        SpringApplication application = new SpringApplication(FirstApplication.class);
        application.setDefaultProperties(properties);

        try (ConfigurableApplicationContext spring = application.run("--server.port=0", "--server.address=localhost")) {
            Awaitility.await().atMost(ofMinutes(1)).untilAsserted(() -> assertThat(output.toString().lines()
                    .filter(line -> line.matches(".*\\bINFO\\b.* : \\S+ .*, .*"))).hasSizeGreaterThanOrEqualTo(5));
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\n(.+?)```").matcher(Files.readString(PAGE)).results()
                .map(found -> found.group(1)).toList();
    }

    private static String source(String name) throws IOException {
        return Files.readString(Path.of("src/test/java/com/acme/" + name + ".java"));
    }
}
