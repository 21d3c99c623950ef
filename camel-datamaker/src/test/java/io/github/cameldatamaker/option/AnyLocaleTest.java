package io.github.cameldatamaker.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerEndpoint;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.generate.GenerateChunk;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * One JVM reads what another one writes, whatever their locales and time zones. Persian and Arabic have their own digits, and the
 * small letter of a Turkish I is no i.
 */
@ParameterizedClass
@ValueSource(strings = { "fa-IR", "ar-EG", "tr-TR" })
class AnyLocaleTest extends SandboxRouteTest {

    private final Locale usual = Locale.getDefault();
    private final TimeZone usualZone = TimeZone.getDefault();

    @TempDir
    Path folder;

    AnyLocaleTest(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tehran"));
    }

    @AfterEach
    void setBack() {
        Locale.setDefault(usual);
        TimeZone.setDefault(usualZone);
    }

    private <T> T inAmerica(Supplier<T> action) {
        Locale there = Locale.getDefault();
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            return action.get();
        } finally {
            Locale.setDefault(there);
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tehran"));
        }
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String uri, Object body) {
        return template.requestBody(uri, body, List.class);
    }

    @Test
    void aPlanAndItsChunks() {
        String plan = "datamaker:plan?template=tmpl_customer&count=12345&chunkSize=5000&seed=s&override.country=IR&outputType=List";
        List<GenerateChunk> chunks = list(plan, null);
        String text = chunks.get(2).toJson();

        List<?> rows = list("datamaker:generate?outputType=List", text);

        assertThat(rows).hasSize(2345);
        assertThat(text).containsPattern("\"digest\":\"[0-9]+:[0-9a-f]{16}\"");
        assertThat(inAmerica(() -> list(plan, null))).isEqualTo(chunks);
        assertThat(inAmerica(() -> list("datamaker:generate?outputType=List", text))).isEqualTo(rows);
    }

    @Test
    void generatedRowsAreTheSame() {
        for (String format : List.of("json", "csv", "sql")) {
            String uri = "datamaker:generate?template=tmpl_customer&count=500&seed=s&outputType=String&format=" + format;
            Supplier<String> text = () -> template.requestBody(uri, null, String.class);

            assertThat(text.get()).as(format).isEqualTo(inAmerica(text)).contains("C000500");
        }
    }

    /** Half of its rows here, the other half there. */
    @Test
    void aCheckPointedGeneration() throws Exception {
        List<Object> rows = new CopyOnWriteArrayList<>();
        life(rows, 20);
        assertThat(rows).hasSize(20);

        rows.remove(19);
        inAmerica(() -> life(rows, 60));

        assertThat(rows).isEqualTo(list("datamaker:generate?template=tmpl_customer&count=60&seed=s&outputType=List", null));
    }

    private Void life(List<Object> rows, int until) {
        CountDownLatch ended = new CountDownLatch(1);
        try (CamelContext life = new DefaultCamelContext()) {
            life.getRegistry().bind("r", new DataMakerFileStateRepository(folder.resolve("state")));
            DataMakerConfiguration options = life.getComponent("datamaker", DataMakerComponent.class).getConfiguration();
            options.setApiKey(apiKey());
            options.setBaseUrl(baseUrl());
            life.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("datamaker:generate?template=tmpl_customer&count=60&seed=s&resumeKey=KIĞİ&resumeRepository=#r&initialDelay=0")
                            .process(e -> {
                                if (rows.size() < until) {
                                    rows.add(e.getMessage().getBody());
                                }
                                if (rows.size() == until) {
                                    ended.countDown();
                                    throw new IllegalStateException("This life ends here");
                                }
                            });
                }
            });
            life.start();
            assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
            return null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Options as users write them, in upper case too. */
    @Test
    void optionsOfTheUri() {
        DataMakerEndpoint endpoint = context.getEndpoint(
                "datamaker:PREVIEW?TEMPLATE=tmpl_customer&OUTPUTTYPE=LIST&MAXINMEMORYSIZE=50000&IDLETIMEOUT=1m30s&POLLINTERVAL=3s&RESUME=FALSE",
                DataMakerEndpoint.class);

        assertThat(endpoint.getConfiguration().getMaxInMemorySize()).isEqualTo(50_000);
        assertThat(endpoint.getConfiguration().getIdleTimeout()).isEqualTo(90_000);
        assertThat(endpoint.getConfiguration().getPollInterval()).isEqualTo(3_000);
        assertThat(list("datamaker:preview?template=tmpl_customer&OUTPUTTYPE=LIST&MAXINMEMORYSIZE=50000", null)).hasSize(3);
        assertThat(catchThrowable(() -> context.getEndpoint("datamaker:generate?MAXINMEMORYSIZE=64m")))
                .hasStackTraceContaining("MAXINMEMORYSIZE=64m is not a whole number");
    }

    /** As Camel Main binds them. */
    @Test
    void optionsOfProperties() {
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
        new PropertyBindingSupport.Builder().withCamelContext(context).withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer()).withIgnoreCase(true).withMandatory(true)
                .withProperty("MAX-IN-MEMORY-SIZE", "50000").withProperty("pollInterval", "3s")
                .withProperty("configuration.MaxInMemorySize", "60000").bind();

        assertThat(component.getConfiguration().getMaxInMemorySize()).isEqualTo(60_000);
        assertThat(component.getConfiguration().getPollInterval()).isEqualTo(3_000);
    }

    @Test
    void headers() {
        Exchange out = template.request("datamaker:generate?template=tmpl_customer", e -> {
            e.getMessage().setHeader(DataMakerConstants.OPERATION, "LISTTEMPLATES");
            e.getMessage().setHeader(DataMakerConstants.COUNT, 1);
        });

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getHeader(DataMakerConstants.RATE_LIMIT_REMAINING)).isNotNull();
    }

    @Test
    void aRunIsFoundByItsKey() {
        Map<String, String> draft = Map.of("name", "S", "code", "# sandbox: duration=0s\nprint(1)");
        Map<?, ?> scenario = template.requestBody("datamaker:createScenario", draft, Map.class);
        String uri = "datamaker:runScenario?runKey=IĞİ&wait=POLL&param.SIZE=1&stateRepository=#states&scenario="
                + scenario.get("id");
        context.getRegistry().bind("states", new DataMakerFileStateRepository(folder.resolve("runs")));
        List<Object> runs = new ArrayList<>();

        runs.add(template.requestBody(uri, null, Map.class).get("id"));
        runs.add(inAmerica(() -> template.requestBody(uri, null, Map.class).get("id")));

        assertThat(runs.get(1)).isEqualTo(runs.get(0));
    }
}
