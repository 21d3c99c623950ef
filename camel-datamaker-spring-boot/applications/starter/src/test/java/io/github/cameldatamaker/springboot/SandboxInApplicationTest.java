package io.github.cameldatamaker.springboot;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** The sandbox in one property, with the versions of Jetty and Kotlin that Boot has chosen. */
@ExtendWith(OutputCaptureExtension.class)
class SandboxInApplicationTest {

    private static final Pattern WARNING = Pattern.compile("No real DataMaker service is used.* on http://localhost:([0-9]+)");

    @SpringBootApplication
    static class Application {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {

                @Override
                public void configure() {
                    from("direct:rows").to("datamaker:generate?template=tmpl_customer&count=3&outputType=List");
                }
            };
        }
    }

    @Test
    void startsWithAWarningAndStopsWithTheApplication(CapturedOutput output) {
        ConfigurableApplicationContext spring = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(
                "--camel.component.datamaker.base-url=sandbox:");
        int port = port(output);
        try (spring) {
            assertThat(spring.getBean(ProducerTemplate.class).requestBody("direct:rows", null, List.class)).hasSize(3);
        }
        assertThat(port(output)).as("warned once").isEqualTo(port);
        assertThatIOException().isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    private static int port(CapturedOutput output) {
        List<String> ports = WARNING.matcher(output).results().map(warning -> warning.group(1)).toList();
        assertThat(ports).hasSize(1);
        return Integer.parseInt(ports.get(0));
    }
}
