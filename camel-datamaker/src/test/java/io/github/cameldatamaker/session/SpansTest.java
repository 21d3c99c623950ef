package io.github.cameldatamaker.session;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Spans of a real tracer: OpenTelemetry by camel-opentelemetry2. */
class SpansTest extends OwnSandboxTest {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @Override
    protected void prepare(DataMakerComponent component) {
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(
                        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance())).build();
        CamelContext camel = component.getCamelContext();
        camel.getRegistry().bind("tracer", sdk.getTracer("camel"));
        camel.getRegistry().bind("propagators", sdk.getPropagators());
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        CamelContextAware.trySetCamelContext(tracer, camel);
        tracer.init(camel);
    }

    private SpanData span(String name) {
        Awaitility.await().until(() -> exporter.getFinishedSpanItems().stream().anyMatch(span -> span.getName().equals(name)));
        return exporter.getFinishedSpanItems().stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    }

    private static String tag(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey("datamaker." + name));
    }

    @Test
    void aSpanIsNamedByItsOperationAndSaysWhatItWasFor() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("in").to("datamaker:generate?template=tmpl_product&count=3&outputType=List")
                        .to("datamaker:runScenario?scenario=scn_seed_orders");
            }
        });

        Map<String, Object> headers = Map.of("CamelDataMakerTemplate", "tmpl_customer");
        template.requestBodyAndHeaders("direct:in", null, headers);

        SpanData generate = span("datamaker:generate");
        assertThat(tag(generate, "template")).isEqualTo("tmpl_customer");
        assertThat(tag(generate, "request_id")).startsWith("req_");
        SpanData run = span("datamaker:runScenario");
        assertThat(tag(run, "scenario")).isEqualTo("scn_seed_orders");
        assertThat(tag(run, "run")).startsWith("run_");
        assertThat(tag(run, "run_status")).isEqualTo("running");
        SpanData route = span("in");
        assertThat(exporter.getFinishedSpanItems()).as("the spans above it").anyMatch(
                above -> above.getSpanId().equals(generate.getParentSpanId()) && above.getTraceId().equals(route.getTraceId()));
        assertThat(generate.getTraceId()).isEqualTo(run.getTraceId()).isEqualTo(route.getTraceId());
        assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain(apiKey());
    }

    @Test
    void theServiceGetsTheSpanThatCallsIt() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("datamaker:getTemplate?template=tmpl_product");
            }
        });

        template.requestBody("direct:in", (Object) null);

        SpanData span = span("datamaker:getTemplate");
        List<String> parents = sandbox.requests().stream().map(request -> request.header("traceparent").orElse("none")).toList();
        assertThat(parents).containsExactly("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    }

    @Test
    void aRunOfAStepBeforeIsNotThatOfTheNext() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("datamaker:runScenario?scenario=scn_seed_orders")
                        .to("datamaker:generate?template=tmpl_product&count=3&outputType=List");
            }
        });

        template.requestBody("direct:in", (Object) null);

        assertThat(tag(span("datamaker:runScenario"), "run")).isNotNull();
        assertThat(tag(span("datamaker:generate"), "run")).isNull();
        assertThat(tag(span("datamaker:generate"), "run_status")).isNull();
    }

    @Test
    void anOperationOfAHeaderNamesTheSpan() {
        template.requestBodyAndHeaders("datamaker:getTemplate?template=tmpl_product", null,
                Map.of("CamelDataMakerOperation", "listTemplateVersions"));

        assertThat(span("datamaker:listTemplateVersions")).isNotNull();
    }
}
