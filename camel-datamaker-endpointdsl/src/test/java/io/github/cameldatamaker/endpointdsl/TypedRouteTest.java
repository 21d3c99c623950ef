package io.github.cameldatamaker.endpointdsl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.acme.TypedRoutes;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.endpointdsl.DataMakerEndpointBuilderFactory.DataMakerBuilders;
import io.github.cameldatamaker.generate.OutputType;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypedRouteTest {

    private static final class Customers extends EndpointRouteBuilder implements DataMakerBuilders {

        @Override
        public void configure() {
            from(direct("customers"))
                    .to(datamaker("generate").template("tmpl_customer").count(3L).seed("typed").outputType(OutputType.List)
                            .overrides("country", "DE").baseUrl("sandbox:"));
        }
    }

    @Test
    void generates() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new Customers());
            context.start();

            List<?> rows = context.createProducerTemplate().requestBody("direct:customers", null, List.class);

            assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(((Map<?, ?>) row).get("country")).isEqualTo("DE"));
        }
    }

    @Test
    void runsTheRouteOfThePage() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl("sandbox:");
            context.addRoutes(new TypedRoutes());
            NotifyBuilder rows = new NotifyBuilder(context).wereSentTo("log:customers").whenCompleted(5).create();
            context.start();

            context.createProducerTemplate().sendBody("direct:customers", "");

            assertThat(rows.matches(1, TimeUnit.MINUTES)).isTrue();
        }
        String page = Files.readString(Path.of("../docs/getting-started.md"));
        String routes = Files.readString(Path.of("src/test/java/com/acme/TypedRoutes.java"));
        assertThat(page).contains("```java endpointdsl\n" + routes + "```");
    }

    @Test
    void namesHeaders() {
        DataMakerBuilders builders = new Customers();
        assertThat(builders.datamaker().dataMakerTemplate()).isEqualTo("CamelDataMakerTemplate");
    }
}
