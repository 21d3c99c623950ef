package io.github.cameldatamaker.option;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Map;

import javax.management.ObjectName;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.CapturedLog;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The options httpHeader.NAME and authScheme: what goes out, what is refused, and what nobody may see. */
class HttpHeaderTest extends WireMockRouteTest {

    private static final String SECRET = "gw-4711+secret/=";
    private static final String GET = "datamaker:getTemplate?template=t";

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().getHttpHeader().putAll(Map.of("X-Team-Id", "team-of-all", "X-Zone", 4));
        component.getConfiguration().setMaxRetries(0);
    }

    private static void assertSent(String name, String value) {
        SERVICE.verify(1, getRequestedFor(anyUrl()).withHeader(name, equalTo(value)));
    }

    @Test
    void headersOfTheComponentAndOfTheEndpointAreSent() {
        answerJson("{}");

        template.requestBody(GET + "&httpHeader.X-Project-Id=p1&httpHeader.X-Gateway=RAW(" + SECRET + ")", (Object) null);

        assertSent("X-Team-Id", "team-of-all");
        assertSent("X-Zone", "4");
        assertSent("X-Project-Id", "p1");
        assertSent("X-Gateway", SECRET);
        assertSent("Authorization", "Bearer " + apiKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "httpHeader.x-team-id", "http-header.x-team-id", "httpHeader[x-TEAM-id]", "httpHeader.X-Team-Id" })
    void anEndpointReplacesAHeaderOfTheComponent(String option) {
        answerJson("{}");

        template.requestBody(GET + "&" + option + "=team-of-one", (Object) null);

        assertSent("X-Team-Id", "team-of-one");
        template.requestBody(GET + "&templateVersion=2", (Object) null);
        assertSent("X-Team-Id", "team-of-all");
    }

    @Test
    void aBeanMayHoldHeaders() {
        answerJson("{}");
        context.getRegistry().bind("gateway", Map.of("X-Gateway", SECRET));
        context.getRegistry().bind("project", "p2");

        template.requestBody(GET + "&httpHeader=#gateway&httpHeader.X-Project-Id=#bean:project&httpHeader.X-P=#project",
                (Object) null);

        assertSent("X-Team-Id", "team-of-all");
        assertSent("X-Gateway", SECRET);
        assertSent("X-Project-Id", "p2");
        assertSent("X-P", "p2");
    }

    @Test
    void aPropertyMayHoldAHeader() {
        answerJson("{}");
        context.getPropertiesComponent().addInitialProperty("gateway.secret", SECRET);

        template.requestBody(GET + "&httpHeader.X-Gateway=#property:gateway.secret", (Object) null);

        assertSent("X-Gateway", SECRET);
        assertThatThrownBy(() -> context.getEndpoint(GET + "&httpHeader.X-Gateway=#property:missing"))
                .hasStackTraceContaining("httpHeader.X-Gateway refers to #property:missing");
    }

    @Test
    void aHeaderOfAMessageIsNotSent() {
        answerJson("{}");

        template.requestBodyAndHeaders(GET, null, Map.of("httpHeader.X-Gateway", "a", "X-Project-Id", "b",
                "CamelDataMakerHttpHeader", Map.of("X-Gateway", "c"), "X-Team-Id", "d"));

        assertSent("X-Team-Id", "team-of-all");
        SERVICE.verify(getRequestedFor(anyUrl()).withHeader("X-Gateway", absent()).withHeader("X-Project-Id", absent()));
    }

    @Test
    void endpointsWithOtherHeadersAreOtherEndpoints() {
        answerJson("{}");
        String one = GET + "&httpHeader.X-Gateway=secret-of-one";
        String two = GET + "&httpHeader.X-Gateway=secret-of-two";

        for (String uri : new String[] { one, two, one }) {
            template.requestBody(uri, (Object) null);
        }

        assertThat(context.getEndpoint(one)).isNotEqualTo(context.getEndpoint(two)).isEqualTo(context.getEndpoint(one));
        SERVICE.verify(2, getRequestedFor(anyUrl()).withHeader("X-Gateway", equalTo("secret-of-one")));
        SERVICE.verify(1, getRequestedFor(anyUrl()).withHeader("X-Gateway", equalTo("secret-of-two")));
    }

    @Test
    void theKeyGoesInTheHeaderOfTheScheme() {
        answerJson("{}");

        template.requestBody(GET + "&authScheme=apiKey", (Object) null);

        assertSent("X-API-Key", apiKey());
        SERVICE.verify(getRequestedFor(anyUrl()).withHeader("Authorization", absent()));
    }

    /** A gateway may want a key of its own in this header. */
    @Test
    void withBearerTheOtherHeaderIsFree() {
        answerJson("{}");

        template.requestBody(GET + "&httpHeader.X-API-Key=" + "of-the-gateway", (Object) null);

        assertSent("X-API-Key", "of-the-gateway");
        assertSent("Authorization", "Bearer " + apiKey());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Authorization=Basic x|is for the API key",
            "authorization=x|is for the API key",
            "X-API-Key=x&authScheme=apiKey|is for the API key",
            "Proxy-Authorization=x|proxyUsername",
            "Host=other.example|the component sets this header itself",
            "Content-Length=1|the component sets this header itself",
            "content-type=text/plain|the component sets this header itself",
            "Transfer-Encoding=chunked|the component sets this header itself",
            "Connection=close|the component sets this header itself",
            "Accept-Encoding=br|the component sets this header itself",
            "User-Agent=x|the component sets this header itself",
            "traceparent=x|the component sets this header itself",
            "Proxy-Connection=close|the component sets this header itself",
            "XProjectId=x|has lost its dashes", "xProjectId=x|has lost its dashes",
            "X-Ref=#nobody|begins with #, and the bean does not exist",
            "X%20Y=x|is not the name of an HTTP header",
            "X-Empty=|has no value", "=x|is not the name of an HTTP header",
            "X-A=one&httpHeader.x-a=two|httpHeader.X-A and httpHeader.x-a are the same header",
            "X-A=one&http-header.x-a=one|httpHeader.X-A and httpHeader.x-a are the same header",
            "X-A=one&httpHeader[X-A]=two|has several values",
            "X-Lines=a%0D%0AX-Other:b|holds a line break or another character that no header can carry, at position 2 of 12",
            "X-Wide=Zürich|holds a line break or another character that no header can carry, at position 2 of 6" })
    void whatIsNotPossibleIsRefusedBeforeTheFirstExchange(String header, String reason) {
        assertThatThrownBy(() -> context.getEndpoint(GET + "&httpHeader." + header)).rootCause()
                .isInstanceOf(DataMakerException.class)
                .hasMessageContaining("httpHeader." + header.split("=")[0].replace("%20", " ")).hasMessageContaining(reason)
                .hasMessageNotContainingAny("Zürich", "X-Other", "other.example", "Basic x");
    }

    /** YAML takes the dashes out of the names of parameters. */
    @Test
    void inYamlTheyStandInTheUri() throws Exception {
        answerJson("{}");
        String route = """
                - route:
                    from:
                      uri: direct:yaml
                      steps:
                        - to:
                            uri: datamaker:getTemplate?template=t&httpHeader.X-Project-Id=p4
                """;
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("in-the-uri.yaml", route));
        template.requestBody("direct:yaml", (Object) null);
        assertSent("X-Project-Id", "p4");

        String lost = """
                - route:
                    from:
                      uri: direct:lost
                      steps:
                        - to:
                            uri: datamaker:getTemplate
                            parameters:
                              template: t
                              httpHeader.X-Project-Id: p5
                """;
        assertThatThrownBy(() -> PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("in-parameters.yaml", lost)))
                .hasStackTraceContaining("httpHeader.XProjectId has lost its dashes");
    }

    @ParameterizedTest
    @ValueSource(strings = { "bearer ", "Bearer", "APIKEY", "apikey" })
    void schemesInAnyCase(String scheme) {
        assertThat(context.getEndpoint(GET + "&authScheme=" + scheme.trim())).isNotNull();
    }

    @Test
    void anUnknownSchemeIsNamed() {
        assertThatThrownBy(() -> context.getEndpoint(GET + "&authScheme=basic"))
                .hasStackTraceContaining("authScheme=basic is not one of bearer, apiKey");
    }

    @Test
    void nothingOfCamelShowsASecret() throws Exception {
        answerJson("{}");
        String uri = GET + "&httpHeader.X-Project-Id=p1&httpHeader.X-Gateway=RAW(" + SECRET + "(a)b)&httpHeader.X-Other="
                + "secret-two";
        route(r -> r.from("direct:a").to(uri).to("mock:out"));

        Exchange exchange = template.request("direct:a", e -> {});

        Endpoint endpoint = context.getEndpoint(uri);
        StringBuilder seen = new StringBuilder().append(endpoint).append(endpoint.getEndpointUri())
                .append(endpoint.getEndpointKey()).append(context.getRoutes()).append(exchange.getAllProperties())
                .append(exchange.getMessage().getHeaders());
        for (ObjectName name : ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:type=endpoints,*"), null)) {
            seen.append(name).append(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "EndpointUri"));
        }
        assertThat(seen.toString()).doesNotContain("gw-4711", "(a)b", "secret-two")
                .contains("httpHeader.X-Gateway=xxxxxx", "httpHeader.X-Project-Id=p1");
    }

    /** Camel takes an option with a dash too, and a name in brackets. */
    @ParameterizedTest
    @ValueSource(strings = { "http-header.X-Gateway", "HTTPHeader.X-Gateway", "httpHeader%2EX-Gateway", "httpHeader[X-Gateway]",
            "http%2Dheader%5BX-Gateway%5D", "configuration.httpHeader.X-Gateway", "configuration.http-header[X-Gateway]",
            "h-ttpHeader.X-Gateway", "http%48eader.X-Gateway" })
    void otherSpellingsShowNoSecret(String name) {
        String seen;
        try {
            seen = context.getEndpoint(GET + "&" + name + "=" + "secret-two").toString();
        } catch (ResolveEndpointFailedException e) {
            // Not an option. What Camel says around it holds the URI as it was written.
            seen = e.getCause().getMessage();
        }

        assertThat(seen).contains("X-Gateway").doesNotContain("secret-two");
    }

    @Test
    void aHeaderHasOneValue() {
        context.getRegistry().bind("gateway", Collections.singletonMap("X-Gateway", null));

        assertThatThrownBy(() -> context.getEndpoint(GET + "&httpHeader.X-Gateway=one&httpHeader.X-Gateway=two")).rootCause()
                .hasMessage("httpHeader.X-Gateway has several values. A header can have only one: leave the others out");
        assertThatThrownBy(() -> context.getEndpoint(GET + "&httpHeader=#gateway")).rootCause()
                .hasMessage("httpHeader.X-Gateway has no value. Set one, or leave it out");
    }

    @Test
    void theComponentSetsAHeaderOnce() {
        answerJson("{}");
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().getHttpHeader().put("x-zone", "5");

        assertThatThrownBy(() -> context.getEndpoint(GET)).rootCause()
                .hasMessageContaining("httpHeader.X-Zone and httpHeader.x-zone are the same header");
        template.requestBody(GET + "&httpHeader.X-ZONE=6", (Object) null);
        assertSent("X-Zone", "6");
    }

    /** Camel shows a route as it was written. */
    @ParameterizedTest
    @CsvSource({ "X-Gateway=RAW(" + SECRET + "), 1", "X-Gateway=4711%2B4711, 1", "X-Gateway=seven-7, 0", "X-Gateway=RAW(abc), 0",
            "http-header.X-Gateway=secret-two, 1", "x-project-id=project-one, 0", "X%2DTeam%2DId=of-the-team, 0",
            "X-Token=secret-two, 0", "X-Gateway=#bean:gateway, 0", "X-Gateway=#property:gateway, 0", "X-Gateway={{gateway}}, 1" })
    void aValueThatMayBeASecretGetsAWarning(String header, long warnings) {
        context.getRegistry().bind("gateway", SECRET);
        context.getPropertiesComponent().addInitialProperty("gateway", SECRET);
        String option = header.startsWith("http") ? header : "httpHeader." + header;
        try (CapturedLog log = new CapturedLog()) {
            context.getEndpoint(GET + "&" + option);

            assertThat(log.count("The value of httpHeader.X-Gateway stands in a URI, which Camel may show")).isEqualTo(warnings);
            assertThat(log.count("stands in a URI")).isEqualTo(warnings);
            assertThat(log.count("gw-4711")).isZero();
        }
    }

    @Test
    void aWarningComesOnceForEachName() throws Exception {
        answerJson("{}");
        route(r -> r.from("direct:a").toD(GET + "&httpHeader.X-Tenant=tenant-${body}&httpHeader.X-Gateway=" + "secret-two"));
        try (CapturedLog log = new CapturedLog()) {
            template.sendBody("direct:a", 1);
            template.sendBody("direct:a", 2);
            context.getEndpoint(GET + "&httpHeader.x-gateway=" + "secret-three");

            assertThat(log.count("The value of httpHeader.X-Tenant stands in a URI")).isOne();
            assertThat(log.count("The value of httpHeader.X-Gateway stands in a URI")).isOne();
            assertThat(log.count("stands in a URI")).isEqualTo(2);
        }
    }

    @Test
    void aMisspeltOptionBesideItShowsNoSecretOfOurs() {
        assertThatThrownBy(() -> context.getComponent("datamaker", DataMakerComponent.class)
                .createEndpoint(GET + "&httpHeader.X-Gateway=RAW(" + SECRET + ")&cuont=1"))
                .hasMessageContaining("did you mean count?").hasMessageNotContaining("gw-4711");
    }

    @Test
    void anEchoedSecretIsMasked() {
        answer(aResponse().withStatus(502)
                .withBody("you sent X-Gateway: " + SECRET + " of p1-project in zone-four"));

        Exchange exchange = template.request(GET + "&httpHeader.X-Gateway=RAW(" + SECRET
                + ")&httpHeader.X-Project-Id=p1-project&httpHeader.X-Zone=four", e -> {});

        assertThat(exchange.getException()).hasMessageContaining("you sent X-Gateway: *** of p1-project in zone-four")
                .hasMessageNotContaining("gw-4711");
    }

    /** As Camel Main, the CLI and the kamelets of a route bind properties. */
    @ParameterizedTest
    @ValueSource(strings = { "httpHeader.X-Project-Id", "http-header.X-Project-Id", "http-header[X-Project-Id]",
            "configuration.httpHeader.X-Project-Id", "configuration.http-header[X-Project-Id]" })
    void theyAreBoundFromProperties(String property) {
        answerJson("{}");
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);

        assertThat(PropertyBindingSupport.build().withCamelContext(context).withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer()).withIgnoreCase(true).withMandatory(true)
                .withProperty(property, "p3").bind()).isTrue();

        template.requestBody(GET, (Object) null);
        assertSent("X-Project-Id", "p3");
    }
}
