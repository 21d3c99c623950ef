package io.github.cameldatamaker.applications;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/** An application whose BOM has a Camel that is too old, started as its users start it. */
class CamelTooOldTest {

    @SpringBootApplication
    static class Application {

        public static void main(String[] args) {
            SpringApplication.run(Application.class, args);
        }

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {

                @Override
                public void configure() {
                    from("direct:customers").to("datamaker:generate?template=tmpl_customer");
                }
            };
        }
    }

    @Test
    void endsWithASentence() throws Exception {
        Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Application.class.getName(),
                "--camel.component.datamaker.api-key=a-secret-key")
                .redirectErrorStream(true).directory(new File("target")).start();
        try {
            String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(application.exitValue()).isNotZero();
            assertThat(output)
                    .contains("camel-datamaker needs Camel 4.18 or newer, and this application has 4.14.0. Raise the version of "
                            + "camel-bom, camel-spring-boot-bom or quarkus-camel-bom, whichever the application imports")
                    .doesNotContain("NoSuchMethodError", "NoClassDefFoundError", "a-secret-key");
        } finally {
            application.destroyForcibly();
        }
    }
}
