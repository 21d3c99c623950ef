package io.github.cameldatamaker.springboot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

class StarterApplicationTest {

    private static final String SECRET = "secret-of-the-gateway";

    private DataMakerSandbox sandbox;
    private ConfigurableApplicationContext spring;

    public record Customer(String first_name, String last_name) {
    }

    @SpringBootApplication
    static class Application {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {

                @Override
                public void configure() {
                    from("direct:rows").to("datamaker:generate?template=tmpl_customer&count=3&seed=boot&outputType=List");
                    from("direct:records").to("datamaker:generate?template=tmpl_customer&count=3&seed=boot&outputType=List"
                            + "&rowType=" + Customer.class.getName() + "&httpHeader.X-Route=" + SECRET);
                }
            };
        }
    }

    @BeforeEach
    void start() {
        sandbox = DataMakerSandbox.start();
        spring = new SpringApplicationBuilder(Application.class).run(
                "--camel.component.datamaker.base-url=" + sandbox.baseUrl(),
                "--camel.component.datamaker.api-key=" + sandbox.apiKey(), "--server.port=0", "--server.address=localhost",
                "--camel.component.datamaker.http-header[X-Gateway]=" + SECRET, "--camel.component.datamaker.auth-scheme=bearer",
                "--camel.health.producers-enabled=true", "--camel.health.exposure-level=full",
                "--management.endpoint.health.show-details=always", "--management.endpoints.web.exposure.include=*");
    }

    @AfterEach
    void stop() {
        spring.close();
        sandbox.close();
    }

    @Test
    void generatesMapsAndRecordsOnItsVersions() {
        ProducerTemplate template = spring.getBean(ProducerTemplate.class);

        List<?> rows = template.requestBody("direct:rows", null, List.class);
        List<?> records = template.requestBody("direct:records", null, List.class);

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).isInstanceOf(Map.class));
        assertThat(records).hasSize(3).allSatisfy(row -> assertThat(row).isInstanceOf(Customer.class));
        assertThat(spring.getBean(CamelContext.class).getVersion()).isEqualTo(System.getProperty("camel-spring-boot.version"));
    }

    @Test
    void showsItsHealthInTheActuator() throws Exception {
        HttpResponse<String> up = health();
        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.body()).contains("producer:datamaker", "\"service.url\":\"" + sandbox.baseUrl())
                .doesNotContain(sandbox.apiKey());
    }

    @Test
    void isDownWhenTheServiceIs() throws Exception {
        sandbox.faults().on("GET", "/templates").always().serverError(503, "req_1");

        HttpResponse<String> down = health();

        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("producer:datamaker", "\"status\":\"DOWN\"");
    }

    /** Nothing that Boot or Camel adds to the actuator shows the key or a header. */
    @Test
    void hasNoSecretInTheActuator() throws Exception {
        spring.getBean(ProducerTemplate.class).requestBody("direct:records", null, List.class);
        String root = actuator("").body();
        List<String> paths = Pattern.compile("/actuator/([a-z/]+)\"").matcher(root).results().map(found -> found.group(1))
                .filter(path -> !path.equals("heapdump")).toList();

        assertThat(paths).contains("configprops", "env", "health", "beans");
        for (String path : paths) {
            assertThat(actuator("/" + path).body()).as(path).doesNotContain(SECRET, sandbox.apiKey());
        }
        assertThat(actuator("/configprops/camel.component.datamaker").body()).contains("httpHeader", "X-Gateway", "******");
    }

    @Test
    void countsInTheMetersOfTheActuator() {
        spring.getBean(ProducerTemplate.class).requestBody("direct:rows", null, List.class);

        MeterRegistry meters = spring.getBean(MeterRegistry.class);
        assertThat(meters.get("camel.datamaker.requests").functionCounter().count()).isEqualTo(1);
        assertThat(meters.get("camel.datamaker.rows").functionCounter().count()).isEqualTo(3);
    }

    private HttpResponse<String> health() throws IOException, InterruptedException {
        return actuator("/health");
    }

    private HttpResponse<String> actuator(String path) throws IOException, InterruptedException {
        URI address = URI.create(
                "http://localhost:" + spring.getEnvironment().getProperty("local.server.port") + "/actuator" + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
