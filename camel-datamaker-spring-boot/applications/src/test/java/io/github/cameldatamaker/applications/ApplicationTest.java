package io.github.cameldatamaker.applications;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that names no version of Camel but by camel-spring-boot's BOM gets that version only, and runs.
 */
class ApplicationTest {

    private static final String CAMEL = System.getProperty("camel-spring-boot.version");
    private static final Pattern CAMEL_JAR = Pattern.compile(
            "org.apache.camel.(springboot.)?camel-[a-z0-9-]+.(\\d+\\.\\d+\\.\\d+)");

    private final List<String> userAgents = new CopyOnWriteArrayList<>();

    @SpringBootApplication
    static class Application {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {

                @Override
                public void configure() {
                    from("direct:customers").to("datamaker:generate?template=tmpl_customer&count=2&seed=boot&outputType=List"
                            + "&baseUrl={{service}}&apiKey=a-key");
                }
            };
        }
    }

    @Test
    void hasOneVersionOfCamel() {
        List<String> versions = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(jar -> CAMEL_JAR.matcher(jar.replace(File.separatorChar, '.'))).filter(Matcher::find)
                .map(jar -> jar.group(2))
                .toList();

        assertThat(versions).hasSizeGreaterThan(10).containsOnly(CAMEL);
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("spring-boot.version"));
    }

    @Test
    void generates() throws Exception {
        HttpServer service = service();
        try (ConfigurableApplicationContext spring = SpringApplication.run(
                Application.class, "--service=http://localhost:" + service.getAddress().getPort())) {
            List<?> rows = spring.getBean(ProducerTemplate.class).requestBody("direct:customers", null, List.class);

            assertThat(rows).isEqualTo(List.of(Map.of("id", 1), Map.of("id", 2)));
            assertThat(spring.getBean(CamelContext.class).getVersion()).isEqualTo(CAMEL);
            assertThat(userAgents).containsExactly("camel-datamaker/" + System.getProperty("datamaker.version"));
        } finally {
            service.stop(0);
        }
    }

    private HttpServer service() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/templates/tmpl_customer/generate", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] rows = "[{\"id\":1},{\"id\":2}]".getBytes(StandardCharsets.UTF_8);
        userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, rows.length);
        exchange.getResponseBody().write(rows);
        exchange.close();
    }
}
