package io.github.cameldatamaker.springboot;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.RunWait;
import io.github.cameldatamaker.WhenRateLimited;
import io.github.cameldatamaker.client.AuthScheme;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class StarterOptionsTest {

    private static final String SERVICE = "camel.component.datamaker.base-url=http://localhost:9";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, DataMakerComponentAutoConfiguration.class));

    @Test
    void bindsTextsNumbersEnumsAndDurations() {
        runner.withPropertyValues(
                SERVICE, "camel.component.datamaker.api-key=a-key", "camel.component.datamaker.connect-timeout=3s",
                "camel.component.datamaker.max-rate-limit-wait=90000", "camel.component.datamaker.completion-timeout=PT2H",
                "camel.component.datamaker.wait=server", "camel.component.datamaker.when-rate-limited=FAIL",
                "camel.component.datamaker.count=12", "camel.component.datamaker.batchSize=7",
                "camel.component.datamaker.max-rows-per-hour=5000").run(spring -> {
                    DataMakerConfiguration options = options(spring);
                    assertThat(options.getBaseUrl()).isEqualTo("http://localhost:9");
                    assertThat(options.getApiKey()).isEqualTo("a-key");
                    assertThat(options.getConnectTimeout()).isEqualTo(3_000);
                    assertThat(options.getMaxRateLimitWait()).isEqualTo(90_000);
                    assertThat(options.getCompletionTimeout()).isEqualTo(7_200_000);
                    assertThat(options.getWait()).isEqualTo(RunWait.server);
                    assertThat(options.getWhenRateLimited()).isEqualTo(WhenRateLimited.fail);
                    assertThat(options.getCount()).isEqualTo(12);
                    assertThat(options.getBatchSize()).isEqualTo(7);
                    assertThat(options.getMaxRowsPerHour()).isEqualTo(5_000);
                });
    }

    @Test
    void bindsHeaders() {
        runner.withPropertyValues(
                SERVICE, "camel.component.datamaker.auth-scheme=api-key", "camel.component.datamaker.http-header.X-Project-Id=p1",
                "camel.component.datamaker.http-header[X-Gateway]=#property:gateway").run(spring -> {
                    assertThat(options(spring).getAuthScheme()).isEqualTo(AuthScheme.apiKey);
                    assertThat(options(spring).getHttpHeader())
                            .isEqualTo(Map.of("X-Project-Id", "p1", "X-Gateway", "#property:gateway"));
                });
    }

    @Test
    void leavesTheDefaultsAlone() {
        runner.run(spring -> assertThat(options(spring)).usingRecursiveComparison().isEqualTo(new DataMakerConfiguration()));
    }

    @Test
    void bindsOptionsOfTheComponentItself() {
        runner.withPropertyValues(
                "camel.component.datamaker.health-check-producer-enabled=false",
                "camel.component.datamaker.lazy-start-producer=true",
                "camel.component.datamaker.use-global-ssl-context-parameters=true").run(spring -> {
                    DataMakerComponent component = component(spring);
                    assertThat(component.isHealthCheckProducerEnabled()).isFalse();
                    assertThat(component.isLazyStartProducer()).isTrue();
                    assertThat(component.isUseGlobalSslContextParameters()).isTrue();
                });
    }

    @Test
    void refusesWhatIsNoOption() {
        runner.withPropertyValues("camel.component.datamaker.base-uri=http://localhost:9").run(spring -> assertThat(spring)
                .hasFailed().getFailure().hasStackTraceContaining("camel.component.datamaker.base-uri"));
    }

    @Test
    void refusesWrongValues() {
        for (String wrong : new String[] { "format=pdf", "count=5s", "connect-timeout=soon", "resume=perhaps" }) {
            runner.withPropertyValues("camel.component.datamaker." + wrong).run(spring -> assertThat(spring)
                    .hasFailed().getFailure()
                    .hasStackTraceContaining("camel.component.datamaker." + wrong.substring(0, wrong.indexOf('='))));
        }
    }

    @Configuration
    static class Beans {

        @Bean
        OkHttpClient client() {
            return new OkHttpClient();
        }

        @Bean
        ObjectMapper mapper() {
            return new ObjectMapper();
        }

        @Bean
        StateRepository<String, String> state() {
            return new MemoryStateRepository();
        }
    }

    @Test
    void takesTheOnlyClientAndMapper() {
        runner.withUserConfiguration(Beans.class).run(spring -> {
            assertThat(options(spring).getHttpClient()).isSameAs(spring.getBean(OkHttpClient.class));
            assertThat(options(spring).getObjectMapper()).isSameAs(spring.getBean(ObjectMapper.class));
            assertThat(options(spring).getStateRepository()).isNull();
        });
    }

    @Test
    void looksUpBeansByName() {
        runner.withUserConfiguration(Beans.class).withPropertyValues(
                "camel.component.datamaker.autowired-enabled=false", "camel.component.datamaker.state-repository=#state",
                "camel.component.datamaker.http-client=#bean:client").run(spring -> {
                    assertThat(options(spring).getStateRepository()).isSameAs(spring.getBean("state"));
                    assertThat(options(spring).getHttpClient()).isSameAs(spring.getBean("client"));
                    assertThat(options(spring).getObjectMapper()).isNull();
                });
    }

    @Test
    void canBeSwitchedOff() {
        for (String off : new String[] { "enabled=false", "customizer.enabled=false" }) {
            runner.withPropertyValues("camel.component.datamaker." + off, SERVICE)
                    .run(spring -> assertThat(options(spring).getBaseUrl()).startsWith("https://api"));
        }
    }

    @Test
    void showsIdesWhatTheClassHas() throws IOException {
        Map<String, String> shown = new HashMap<>();
        for (JsonNode property : metadata().path("properties")) {
            shown.put(property.path("name").asText(), property.path("type").asText());
        }

        Stream.of(DataMakerComponentConfiguration.class.getDeclaredMethods()).filter(method -> method.getName().startsWith("set"))
                .forEach(method -> assertThat(shown).containsEntry(property(method), method.getGenericParameterTypes()[0].getTypeName()));
        assertThat(shown).containsEntry("camel.component.datamaker.connect-timeout", "java.time.Duration").hasSizeGreaterThan(45);
    }

    // Camel and Spring have files of that name too.
    private static JsonNode metadata() throws IOException {
        ClassLoader loader = DataMakerComponentConfiguration.class.getClassLoader();
        for (URL file : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
            JsonNode json = new ObjectMapper().readTree(file);
            if (json.path("groups").path(0).path("name").asText().equals("camel.component.datamaker")) {
                return json;
            }
        }
        throw new AssertionError("There is no metadata of the starter");
    }

    private static String property(Method setter) {
        return "camel.component.datamaker."
                + setter.getName().substring(3).replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static DataMakerConfiguration options(ApplicationContext spring) {
        return component(spring).getConfiguration();
    }

    private static DataMakerComponent component(ApplicationContext spring) {
        return spring.getBean(CamelContext.class).getComponent("datamaker", DataMakerComponent.class);
    }
}
