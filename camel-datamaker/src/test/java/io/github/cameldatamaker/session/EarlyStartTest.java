package io.github.cameldatamaker.session;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.management.ObjectName;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes that are there before their context starts. Camel starts some of their endpoints before their component. */
class EarlyStartTest {

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();
    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&count=3&outputType=List";

    static Stream<Named<Consumer<RouteDefinition>>> routes() {
        return Stream.of(
                Named.of("a split", route -> route.split().constant(List.of(1, 2)).to(GENERATE)),
                Named.of("a split in parallel", route -> route.split().constant(List.of(1, 2)).parallelProcessing().to(GENERATE)),
                Named.of("a nested split",
                        route -> route.split().constant(List.of(1, 2)).to(GENERATE).split().body().to("mock:row").end()),
                Named.of("multicast", route -> route.multicast(new GroupedBodyAggregationStrategy()).to(GENERATE, GENERATE)),
                Named.of(
                        "multicast in parallel",
                        route -> route.multicast(new GroupedBodyAggregationStrategy()).parallelProcessing().to(GENERATE,
                                GENERATE)));
    }

    private static CamelContext start(Consumer<RouteDefinition> rest) throws Exception {
        CamelContext context = new DefaultCamelContext();
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(SERVICE.baseUrl());
        component.getConfiguration().setApiKey(SERVICE.apiKey());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                rest.accept(from("direct:start"));
            }
        });
        context.start();
        return context;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void generates(Consumer<RouteDefinition> rest) throws Exception {
        DataMakerSandbox sandbox = SERVICE.sandbox();
        try (CamelContext context = start(rest); var template = context.createProducerTemplate()) {
            int before = sandbox.requests().size();

            template.sendBody("direct:start", null);

            assertThat(sandbox.requests()).hasSize(before + 2);
        }
    }

    @Test
    void showsItsMetricsAndOneHealthCheck() throws Exception {
        try (CamelContext context = start(route -> route.multicast().parallelProcessing().to(GENERATE))) {
            HealthCheckRegistry.get(context).getRepository("producers").orElseThrow().setEnabled(true);

            assertThat(HealthCheckHelper.invoke(context, "full")).extracting(result -> result.getCheck().getId())
                    .filteredOn(id -> id.startsWith("producer:datamaker")).containsExactly("producer:datamaker");
            assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName(
                    "org.apache.camel:context=" + context.getManagementName() + ",type=services,name=DataMakerMetrics")))
                    .isTrue();
        }
    }
}
