package io.github.cameldatamaker.jvm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

/** Where the key comes from, and that it goes nowhere but into the Authorization header. */
class ApiKeyTest {

    private static final String KEY = "dm_live_4711+secret/key=%41";

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort()).build();

    private static ForkedJvm run(String logLevel, Map<String, String> environment, String... uris) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("http://localhost:" + SERVICE.getPort()));
        arguments.addAll(List.of(uris));
        return ForkedJvm.run(
                RouteMain.class,
                List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + logLevel,
                        "-Dorg.slf4j.simpleLogger.log.org.apache.camel=" + logLevel),
                environment, arguments.toArray(String[]::new));
    }

    private static String generate(String template) {
        return "datamaker:generate?count=1&template=" + template;
    }

    private static void answers() {
        answer("good", aResponse().withBody("[{\"a\":1}]").withHeader("Content-Type", "application/json"));
        answer("refused", aResponse().withStatus(401).withBody(
                "{\"error\":{\"code\":\"unauthorized\",\"message\":\"no such key: " + KEY + "\",\"details\":{\"key\":\"" + KEY
                        + "\"}}}"));
        answer("echoed", aResponse().withStatus(502).withBody("<html>Authorization: Bearer " + KEY + "</html>"));
        answer("cut", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        answer("closed", aResponse().withFault(Fault.EMPTY_RESPONSE));
        answer("redirected", aResponse().withStatus(302).withHeader("Location", "http://example.org/?k=" + KEY));
    }

    private static void answer(String template, ResponseDefinitionBuilder response) {
        SERVICE.stubFor(
                any(urlMatching("/(templates|scenarios|workspace/files|sets)/" + template + "(/.*)?")).willReturn(response));
    }

    private static void assertSilent(ForkedJvm jvm) {
        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        assertThat(jvm.output()).contains("OK ").contains("MBean org.apache.camel")
                .doesNotContain(KEY)
                .doesNotContain("dm_live_4711")
                .doesNotContain("secret/key")
                .doesNotContain(URLEncoder.encode(KEY, StandardCharsets.UTF_8))
                .doesNotContain(Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theKeyAppearsNowhere() throws Exception {
        answers();

        ForkedJvm jvm = run("trace", Map.of("DM_API_KEY", KEY), generate("good"), generate("refused"), generate("echoed"),
                generate("cut"), generate("closed"), generate("redirected"), generate("unknown"),
                generate("good") + "&baseUrl=http://localhost:1",
                "datamaker:getTemplate?template=refused", "datamaker:runScenario?scenario=refused&param.a=b",
                "datamaker:deleteFile?file=echoed&maxRetries=1&retryBackoff=10", "datamaker:loadSet?set=redirected",
                "datamaker:createTemplate", "datamaker:uploadFile?file=f");

        assertSilent(jvm);
        assertThat(jvm.output()).contains("answered 401 unauthorized").contains("answered 502").contains("Connection refused");
        SERVICE.verify(postRequestedFor(urlPathMatching("/templates/good/generate"))
                .withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    /** Camel itself prints whole URIs at TRACE, so this is about the level at which routes run. */
    @Test
    void aKeyInAUriAppearsNowhere() throws Exception {
        answers();

        assertSilent(run("info", Map.of(), generate("good") + "&apiKey=RAW(" + KEY + ")",
                generate("refused") + "&apiKey=RAW(" + KEY + ")"));
    }

    /** The first is a reference. Camel masks the value of the second, because its name says that it is a secret. */
    @ParameterizedTest
    @ValueSource(strings = { "&httpHeader.X-Gateway=#property:env:GATEWAY", "&httpHeader.X-Gateway-Token=RAW(" + KEY + ")" })
    void aSecretHeaderAppearsNowhere(String header) throws Exception {
        answers();

        ForkedJvm jvm = run("info", Map.of("DM_API_KEY", "another", "GATEWAY", KEY), generate("good") + header,
                generate("refused") + header, generate("echoed") + header, generate("cut") + header,
                generate("redirected") + header);

        assertSilent(jvm);
        assertThat(jvm.output()).doesNotContain("Camel shows the value");
        SERVICE.verify(postRequestedFor(urlPathMatching("/templates/good/generate"))
                .withHeader(header.substring(1, header.indexOf('=')).replace("httpHeader.", ""), equalTo(KEY)));
    }

    @Test
    void theVariableOfTheSdksIsReadToo() throws Exception {
        answers();

        run("info", Map.of("DATAMAKER_API_KEY", "of-the-sdks"), generate("good"));
        run("info", Map.of("DATAMAKER_API_KEY", "of-the-sdks", "DM_API_KEY", "ours"), generate("good"));
        run("info", Map.of("DM_API_KEY", "ours"), generate("good") + "&apiKey=of-the-route");

        for (String key : List.of("of-the-sdks", "ours", "of-the-route")) {
            SERVICE.verify(1, postRequestedFor(urlPathMatching("/templates/good/generate"))
                    .withHeader("Authorization", equalTo("Bearer " + key)));
        }
    }

    @Test
    void withoutAKeyTheRouteDoesNotStart() throws Exception {
        ForkedJvm jvm = run("info", Map.of(), generate("good"));

        assertThat(jvm.exitCode()).isNotZero();
        assertThat(jvm.output()).contains("apiKey is not set").contains("DM_API_KEY");
    }
}
