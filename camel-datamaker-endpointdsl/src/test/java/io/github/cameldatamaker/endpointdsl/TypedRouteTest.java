package io.github.cameldatamaker.endpointdsl;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.endpointdsl.DataMakerEndpointBuilderFactory.DataMakerBuilders;
import io.github.cameldatamaker.generate.OutputType;
import org.apache.camel.CamelContext;
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
    void namesHeaders() {
        DataMakerBuilders builders = new Customers();
        assertThat(builders.datamaker().dataMakerTemplate()).isEqualTo("CamelDataMakerTemplate");
    }
}
