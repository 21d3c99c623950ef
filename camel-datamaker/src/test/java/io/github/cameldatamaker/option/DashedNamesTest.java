package io.github.cameldatamaker.option;

import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/** Names of fields and params that hold a dash, in YAML. */
class DashedNamesTest extends WireMockRouteTest {

    private void yaml(String to) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("dashes.yaml", """
                - route:
                    from:
                      uri: direct:yaml
                      steps:
                        - to:
                %s""".formatted(to.indent(12))));
        template.requestBody("direct:yaml", (Object) null);
    }

    /** The way out that the pages show. */
    @ParameterizedTest
    @CsvSource({ "generate?template=t&count=1&outputType=Bytes&override, /templates/t/generate, overrides",
            "runScenario?scenario=s&param, /scenarios/s/run, params" })
    void inTheUriTheyStayAsTheyAre(String options, String path, String field) throws Exception {
        answerJson("{\"id\":\"r\"}");

        yaml("uri: datamaker:" + options + ".home-address=Main Street");

        SERVICE.verify(postRequestedFor(urlPathEqualTo(path))
                .withRequestBody(matchingJsonPath("$." + field + "['home-address']", equalTo("Main Street"))));
    }

    /** As Camel does. If this fails, Camel has changed, and the pages can say so. */
    @ParameterizedTest
    @ValueSource(strings = { "override.home-address", "'override.home-address'" })
    void inParametersTheyLoseTheDash(String name) throws Exception {
        answerJson("[]");

        yaml("""
                uri: datamaker:generate
                parameters:
                  template: t
                  count: 1
                  outputType: Bytes
                  %s: Main Street
                """.formatted(name));

        SERVICE.verify(postRequestedFor(urlPathEqualTo("/templates/t/generate"))
                .withRequestBody(matchingJsonPath("$.overrides.homeAddress", equalTo("Main Street"))));
    }
}
