package io.github.cameldatamaker.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.spi.ClassResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code baseUrl=sandbox:} in plain Camel. */
class EmbeddedSandboxTest {

    private static final String ROWS = "datamaker:generate?template=tmpl_customer&count=3&outputType=List";

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    @AfterEach
    void stop() {
        context.stop();
    }

    private DataMakerComponent component(String name, String baseUrl) {
        DataMakerComponent component = new DataMakerComponent();
        component.getConfiguration().setBaseUrl(baseUrl);
        context.addComponent(name, component);
        return component;
    }

    @Test
    void needsNeitherAddressNorKey() {
        component("datamaker", "sandbox:");
        context.start();

        assertThat(template.requestBody(ROWS, null, List.class)).hasSize(3);
    }

    @Test
    void isAskedForByAnEndpointToo() {
        context.start();

        assertThat(template.requestBody(ROWS + "&baseUrl=sandbox:", null, List.class)).hasSize(3);
    }

    @Test
    void takesNoKeyButItsOwn() {
        component("datamaker", "Sandbox:").getConfiguration().setApiKey("a-key-of-the-real-service");
        context.start();

        assertThat(template.requestBody(ROWS, null, List.class)).hasSize(3);
    }

    @Test
    void isOneForAllComponentsAndEndpointsOfAContext() {
        component("datamaker", "sandbox:");
        component("another", "sandbox:");
        context.start();

        template.requestBody("datamaker:saveSet?set=shared", List.of(Map.of("id", 1)));

        assertThat(template.requestBody("another:loadSet?set=shared&outputType=List", null, List.class))
                .isEqualTo(List.of(Map.of("id", 1)));
        assertThat(context.hasServices(EmbeddedSandbox.class)).hasSize(1);
    }

    @Test
    void isAnotherOneForAnotherContext() throws Exception {
        component("datamaker", "sandbox:");
        context.start();
        template.requestBody("datamaker:saveSet?set=mine", List.of(Map.of("id", 1)));

        try (CamelContext other = new DefaultCamelContext()) {
            other.start();

            List<?> sets = other.createProducerTemplate().requestBody(
                    "datamaker:listSets?baseUrl=sandbox:&outputType=List", null, List.class);
            assertThat(sets).isEmpty();
        }
    }

    @Test
    void stopsWithItsContextAfterTheRoutes() throws Exception {
        component("datamaker", "sandbox:");
        context.addRoutes(new RouteBuilder() {

            @Override
            public void configure() {
                from("seda:start").to(ROWS).to("mock:rows");
            }
        });
        context.start();
        URI address = URI.create(EmbeddedSandbox.of(context).baseUrl());

        context.stop();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), address.getPort()).close());
    }

    @Test
    void startsAgainWithItsContext() {
        component("datamaker", "sandbox:");
        context.start();
        context.stop();
        component("datamaker", "sandbox:");
        context.start();

        assertThat(template.requestBody(ROWS, null, List.class)).hasSize(3);
    }

    @Test
    void saysWhatToAddWhereItsJarIsMissing() throws Exception {
        try (DefaultCamelContext withoutTheJar = new WithoutTheJar()) {
            DataMakerComponent component = new DataMakerComponent();
            component.getConfiguration().setBaseUrl("sandbox:");
            withoutTheJar.addComponent("datamaker", component);
            withoutTheJar.start();
            ProducerTemplate asking = withoutTheJar.createProducerTemplate();

            assertThatThrownBy(() -> asking.requestBody(ROWS, "")).rootCause().isInstanceOf(DataMakerException.class)
                    .hasMessageStartingWith("baseUrl=sandbox: needs the sandbox on the class path. Add the dependency "
                            + "io.github.cameldatamaker:camel-datamaker-sandbox");
            assertThat(withoutTheJar.hasService(EmbeddedSandbox.class)).isNull();
        }
    }

    /** Its finders of services use this resolver from the beginning. */
    private static final class WithoutTheJar extends DefaultCamelContext {

        @Override
        protected ClassResolver createClassResolver() {
            return new DefaultClassResolver() {

                @Override
                public InputStream loadResourceAsStream(String uri) {
                    return uri.endsWith(EmbeddedSandbox.SERVICE) ? null : super.loadResourceAsStream(uri);
                }
            };
        }
    }

    @Test
    void isNotTakenForAnotherAddress() {
        component("datamaker", "sandbox");
        context.start();

        assertThatThrownBy(() -> template.requestBody(ROWS + "&apiKey=a-key", "")).rootCause()
                .hasMessageContaining("'sandbox' is not an http or https URL")
                .hasMessageEndingWith("baseUrl=sandbox: starts the sandbox");
    }

    @Test
    void keepsStateUnderANameThatOutlivesItsPort() throws Exception {
        component("datamaker", "sandbox:");
        context.start();

        assertThat(ComponentInsides.stateScope(context, "datamaker:runs?scenario=scn_seed_orders")
                .service()).isEqualTo("sandbox");
    }
}
