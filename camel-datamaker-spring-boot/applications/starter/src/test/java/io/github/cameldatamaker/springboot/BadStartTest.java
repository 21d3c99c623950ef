package io.github.cameldatamaker.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An application that cannot start says in one sentence what to do. */
class BadStartTest {

    @SpringBootApplication
    static class Application {

        @Bean
        RouteBuilder routes(@Value("${uri:datamaker:generate?template=tmpl_customer&count=3}") String uri) {
            return new RouteBuilder() {

                @Override
                public void configure() {
                    from("direct:rows").to(uri);
                }
            };
        }
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
    }

    @Test
    void withoutAKey() {
        assertThatThrownBy(() -> application().run().close()).rootCause()
                .hasMessageStartingWith("apiKey is not set. Set camel.component.datamaker.api-key,");
    }

    @Test
    void aMisspeltOptionInAUri() {
        assertThatThrownBy(() -> application().run("--camel.component.datamaker.base-url=sandbox:",
                "--uri=datamaker:generate?templat=tmpl_customer&count=3").close()).rootCause()
                .hasMessageContaining("templat").hasMessageContaining("did you mean template?");
    }
}
