package io.github.cameldatamaker.kamelets;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.client.AuthScheme;
import io.github.cameldatamaker.client.DataMakerAuthenticationException;
import io.github.cameldatamaker.client.DataMakerRunFailedException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each action. */
class ActionsTest extends KameletTest {

    private static final String GENERATE = "kamelet:datamaker-generate-action?template=tmpl_customer&count=4&seed=a";

    @Test
    void generatesWhatTheNextStepReads() throws Exception {
        mock("rows").expectedMessageCount(4);
        yaml("""
                - route:
                    from:
                      uri: direct:rows
                      steps:
                        - to: %s
                        - split:
                            simple: "${body}"
                            streaming: true
                            steps:
                              - to: mock:rows
                - route:
                    from:
                      uri: direct:csv
                      steps:
                        - kamelet:
                            name: datamaker-generate-action
                            parameters:
                              template: tmpl_customer
                              count: 4
                              format: csv
                        - convertBodyTo:
                            type: String
                """.formatted(GENERATE));

        template.sendBody("direct:rows", null);

        MockEndpoint.assertIsSatisfied(context);
        assertThat(mock("rows").getExchanges()).allSatisfy(row -> assertThat(row.getMessage().getBody()).isInstanceOf(Map.class));
        assertThat(template.requestBody("direct:csv", null, String.class).lines()).hasSize(5);
    }

    @Test
    void generatesAtOnce() {
        assertThat(template.requestBody(GENERATE + "&outputType=List", null, List.class)).hasSize(4);
        assertThat(template.requestBody(GENERATE + "&outputType=String&format=csv", null, Object.class))
                .isInstanceOf(String.class);
        assertThat(template.requestBody(GENERATE + "&outputType=Bytes&format=xlsx", null, byte[].class)).startsWith('P', 'K');
    }

    @Test
    void headersOfTheComponentOverrideProperties() {
        Map<String, Object> headers = Map.of("CamelDataMakerCount", 2, "CamelDataMakerOverrides", Map.of("country", "DE"));

        List<?> rows = template.requestBodyAndHeaders(GENERATE + "&outputType=List", null, headers, List.class);

        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row).extracting("country").isEqualTo("DE"));
    }

    /** What holds for all routes is set on the component. */
    @Test
    void secretsOfTheComponentStaySecret() {
        String secret = "secret-of-the-gateway";
        DataMakerConfiguration options = context.getComponent("datamaker", DataMakerComponent.class).getConfiguration();
        options.getHttpHeader().put("X-Gateway", secret);
        options.setAuthScheme(AuthScheme.apiKey);

        Exchange refused = template.request(GENERATE, exchange -> {});

        assertThat(refused.getException()).isInstanceOf(DataMakerAuthenticationException.class);
        assertThat(context.getEndpoints().toString() + context.getRoutes() + refused.getAllProperties() + refused.getException())
                .contains("datamaker://generate").doesNotContain(secret, sandbox.apiKey());
        options.setAuthScheme(AuthScheme.bearer);
        assertThat(template.requestBody(GENERATE + "&outputType=List", null, List.class)).hasSize(4);
    }

    @Test
    void runsAScenario() throws Exception {
        yaml("""
                - route:
                    from:
                      uri: direct:run
                      steps:
                        - to: kamelet:datamaker-run-scenario-action?scenario=scn_seed_orders
                        - setHeader:
                            name: json
                            simple: "${body}"
                """);

        var run = template.request("direct:run",
                exchange -> exchange.getMessage().setHeader("CamelDataMakerParams", Map.of("size", 7)));

        assertThat(run.getException()).isNull();
        assertThat(run.getMessage().getHeader("CamelDataMakerRunStatus")).isEqualTo("done");
        assertThat(run.getMessage().getHeader("json", String.class)).startsWith("{").contains("\"status\":\"done\"");
        assertThat(sandbox.requests()).anySatisfy(request -> assertThat(request.body()).contains("\"size\":\"7\""));
    }

    @Test
    void aFailedRunFailsTheMessageUnlessItIsToldNotTo() {
        String scenario = sandbox.scenarios().add("bad", "# sandbox: outcome=failed, duration=10ms");
        String uri = "kamelet:datamaker-run-scenario-action?scenario=" + scenario;

        assertThatThrownBy(() -> template.sendBody(uri, null)).isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(DataMakerRunFailedException.class);
        assertThat(template.request(uri + "&failOnRunFailure=false", exchange -> {}).getMessage()
                .getHeader("CamelDataMakerRunStatus")).isEqualTo("failed");
    }

    @Test
    void loadsASet() {
        template.sendBody("kamelet:datamaker-save-set-sink?set=golden customers", List.of(Map.of("a", 1), Map.of("a", 2)));

        assertThat(
                template.requestBody("kamelet:datamaker-load-set-action?set=golden customers&outputType=List", null, List.class))
                .isEqualTo(List.of(Map.of("a", 1), Map.of("a", 2)));
    }
}
