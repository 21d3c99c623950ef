package io.github.cameldatamaker.springboot;

import java.util.List;

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

/** The sandbox in one property, with the versions of Jetty and Kotlin that Boot has chosen. */
@ExtendWith(OutputCaptureExtension.class)
class SandboxInApplicationTest {

    private static final String WARNING = "No real DataMaker service is used";

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
        try (spring) {
            assertThat(output).containsOnlyOnce(WARNING);
            assertThat(spring.getBean(ProducerTemplate.class).requestBody("direct:rows", null, List.class)).hasSize(3);
        }
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).noneMatch(name -> name.startsWith("JettyServerThreadPool"));
        assertThat(output).containsOnlyOnce(WARNING);
    }
}
