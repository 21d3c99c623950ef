package io.github.cameldatamaker.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerAuthenticationException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Every 4xx of the contract for every group, and the answers that are no errors although they look like them. */
class ErrorsOfOperationsTest extends WireMockRouteTest {

    private static final Map<Integer, String> CODES = Map.of(
            400, "bad_request", 401, "unauthorized", 403, "forbidden", 404, "not_found", 409, "conflict", 422,
            "validation_error");
    private static final List<String> OPERATIONS = List.of(
            // operation and options, method, path
            "getTemplate?template=t GET /templates/t", "createTemplate POST /templates",
            "updateTemplate?template=t PATCH /templates/t",
            "deleteTemplate?template=t DELETE /templates/t", "listTemplates GET /templates",
            "listTemplateVersions?template=t GET /templates/t/versions", "preview?template=t POST /templates/t/preview",
            "plan?template=t&count=5 POST /templates/t/preview",
            "listScenarios GET /scenarios", "createScenario POST /scenarios", "updateScenario?scenario=s PUT /scenarios/s",
            "runScenario?scenario=s POST /scenarios/s/run", "listRuns?scenario=s GET /scenarios/s/runs",
            "getRun?scenario=s&run=r GET /scenarios/s/runs/r", "awaitRun?scenario=s&run=r GET /scenarios/s/runs/r",
            "cancelRun?scenario=s&run=r DELETE /scenarios/s/runs/r",
            "getRunLogs?scenario=s&run=r GET /scenarios/s/runs/r/logs",
            "listConnections GET /connections", "createConnection POST /connections",
            "verifyConnection?connection=c POST /connections/c/verify",
            "getConnectionMetadata?connection=c GET /connections/c/metadata",
            "listSets GET /sets", "saveSet?set=s POST /sets", "loadSet?set=a/b GET /sets/a%2Fb", "deleteSet?set=s DELETE /sets/s",
            "listFiles GET /workspace/files", "uploadFile?file=f POST /workspace/files",
            "downloadFile?file=a/b GET /workspace/files/a%2Fb",
            "deleteFile?file=f DELETE /workspace/files/f");

    static Stream<Arguments> refusals() {
        return OPERATIONS.stream().flatMap(line -> CODES.keySet().stream().sorted().map(status -> {
            String[] parts = line.split(" ");
            return Arguments.of(parts[0], parts[1], parts[2], status);
        }));
    }

    private Exchange request(String operation, Object body) {
        return template.request("datamaker:" + operation, e -> e.getMessage().setBody(body));
    }

    private static Object bodyFor(String operation) {
        return operation.startsWith("saveSet") ? List.of(Map.of("a", 1)) : "{\"a\":1}";
    }

    private static void answerError(int status, String code) {
        answer(aResponse().withStatus(status).withHeader("Content-Type", "application/json").withHeader("X-Request-Id", "req_3")
                .withBody(
                        "{\"error\":{\"code\":\"" + code
                                + "\",\"message\":\"field 'X' invalid\",\"details\":{\"field\":\"X\",\"n\":1}}}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasAllFieldsOfTheServicesError(String operation, String method, String path, int status) {
        answerError(status, CODES.get(status));

        Exchange out = request(operation, bodyFor(operation));

        boolean ofTheKey = status == 401 || status == 403;
        assertThat(out.getException())
                .isExactlyInstanceOf(ofTheKey ? DataMakerAuthenticationException.class : DataMakerApiException.class);
        DataMakerApiException error = (DataMakerApiException) out.getException();
        assertThat(error.getStatusCode()).isEqualTo(status);
        assertThat(error.getCode()).contains(CODES.get(status));
        assertThat(error.getErrorMessage()).isEqualTo("field 'X' invalid");
        assertThat(error.getDetails()).isEqualTo(Map.of("field", "X", "n", 1));
        assertThat(error.getRequestId()).contains("req_3");
        assertThat(error.getMethod()).isEqualTo(method);
        assertThat(error.getPath()).isEqualTo(path);
        String said = method + " " + path + " answered " + status + " " + CODES.get(status)
                + ": field 'X' invalid {field=X, n=1} (request req_3)";
        assertThat(error.getMessage()).startsWith(said).doesNotContain(apiKey());
        assertThat(error.getMessage().substring(said.length())).matches(
                status == 401
                        ? "\\. Check .*apiKey.*DM_API_KEY.* the service at localhost:" + SERVICE.getPort()
                                + "\\. datamaker:check.*authScheme"
                        : status == 403 ? ".*role.*" : "");
        assertThat(out.getMessage().getBody()).isEqualTo(bodyFor(operation));
        // Whether a log that is not found has expired is asked of its run.
        boolean looksForTheRun = operation.startsWith("getRunLogs") && status == 404;
        SERVICE.verify(looksForTheRun ? 2 : 1, anyRequestedFor(anyUrl()));
        assertReleased();
    }

    @Test
    void everyOperationIsAmongThem() {
        assertThat(OPERATIONS.stream().map(line -> line.split("[? ]")[0]).toList()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(DataMakerOperation.values()).filter(DataMakerOperation::isProducible).map(Enum::name)
                        // The other tests of errors are about generate. For check an error is a result.
                        .filter(name -> !name.equals("generate") && !name.equals("check")).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 409, 422, 424 })
    void aCheckThatFailsIsAResult(int status) {
        answer(aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(
                "{\"error\":{\"code\":\"connection_failed\",\"message\":\"TLS error\"}}"));

        Exchange out = request("verifyConnection?connection=c", null);

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getBody()).isEqualTo(Map.of("ok", false, "message", "TLS error"));
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void aCheckThatFailsIsAResultOfVerifyOnly() {
        answerError(400, "connection_failed");

        assertThat(request("createConnection", "{}").getException()).isExactlyInstanceOf(DataMakerApiException.class);
        assertThat(request("getConnectionMetadata?connection=c", null).getException())
                .isExactlyInstanceOf(DataMakerApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "deleteTemplate?template=t", "cancelRun?scenario=s&run=r", "deleteSet?set=s", "deleteFile?file=f" })
    void deletingLeavesTheBodyAsItWas(String operation) {
        List<Object> body = List.of("the body before");
        answer(aResponse().withStatus(204));
        assertThat(request(operation, body).getMessage().getBody()).isSameAs(body);

        answerJson("{\"id\":\"t\",\"deleted\":true}");
        Exchange out = request(operation, body);

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getBody()).isSameAs(body);
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "updateTemplate?template=t", "createConnection", "updateScenario?scenario=s", "runScenario?scenario=s" })
    void anAnswerWithoutABodyLeavesTheBodyAsItWas(String operation) {
        Map<String, Object> body = Map.of("id", "of the request", "status", "mine");
        answer(aResponse().withStatus(204));

        Exchange out = request(operation, body);

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getBody()).isSameAs(body);
        assertThat(out.getMessage().getHeaders()).doesNotContainKeys(DataMakerConstants.RUN, DataMakerConstants.RUN_STATUS);
    }

    @Test
    void aRunWithoutAnIdCannotBeAwaited() {
        answer(aResponse().withStatus(204));

        for (Object body : Arrays.asList(null, "text", Map.of("id", "of the request"))) {
            assertThat(request("awaitRun?scenario=s&run=r", body).getException()).isExactlyInstanceOf(DataMakerException.class)
                    .hasMessageContaining("no id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "getTemplate?template=t", "getRun?scenario=s&run=r", "verifyConnection?connection=c" })
    void anAnswerThatIsNoJsonIsAnError(String operation) {
        answer(aResponse().withHeader("Content-Type", "application/json").withBody("{\"id\": nonsense"));

        assertThat(request(operation, null).getException()).hasMessageContaining("is no JSON");
        assertReleased();
    }

    @Test
    void onExceptionDecidesByTheCode() throws Exception {
        answerError(404, "not_found");
        route(r -> {
            r.onException(DataMakerApiException.class).onWhen(r.simple("${exception.code.get} == 'not_found'")).handled(true)
                    .setBody(r.simple("${exception.method} ${exception.path}"));
            r.from("direct:a").to("datamaker:downloadFile?file=a/b");
        });

        assertThat(template.requestBody("direct:a", null, String.class)).isEqualTo("GET /workspace/files/a%2Fb");
    }

    /** The run is still there, only its log is not. */
    @Test
    void aLogThatHasExpiredIsEmpty() {
        answer(aResponse().withStatus(410).withBody("{\"error\":{\"code\":\"log_expired\",\"message\":\"gone\"}}"));

        assertThat(template.requestBody("datamaker:getRunLogs?scenario=s&run=r", "before", String.class)).isEmpty();
    }

    @Test
    void aLogThatIsNotFoundIsEmptyWhileItsRunExists() {
        answer(aResponse().withStatus(404));
        SERVICE.stubFor(any(urlEqualTo("/scenarios/s/runs/r")).willReturn(okJson("{\"id\":\"r\",\"status\":\"done\"}")));

        assertThat(template.requestBody("datamaker:getRunLogs?scenario=s&run=r", "before", String.class)).isEmpty();
        assertReleased();
    }

    /** A result of an earlier step would be taken for this one's. */
    @Test
    void resultsOfAnEarlierResponseDoNotOutliveAFailure() {
        answer(aResponse().withStatus(404));

        Exchange out = template.request("datamaker:getTemplate?template=t", e -> {
            e.getMessage().setHeader(DataMakerConstants.GENERATED_VERSION, 3);
            e.getMessage().setHeader(DataMakerConstants.LOADED_SET, "golden");
            e.getMessage().setHeader(DataMakerConstants.LOADED_VERSION, 2);
            e.getMessage().setHeader(DataMakerConstants.TOTAL, 9);
        });

        assertThat(out.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void aSetWhoseNameAndVersionAreNullHasTheNameItWasAskedFor() {
        answer(okJson("{\"name\":null,\"version\":null,\"rows\":[{\"a\":1}]}"));

        Exchange out = request("loadSet?set=golden&outputType=List", null);

        assertThat(out.getMessage().getHeader(DataMakerConstants.LOADED_SET)).isEqualTo("golden");
        assertThat(out.getMessage().getHeader(DataMakerConstants.LOADED_VERSION)).isNull();
        assertThat(out.getMessage().getBody(List.class)).hasSize(1);
    }

    /** A handler that cancels the run of the message must not meet the run before. */
    @Test
    void aRunThatCouldNotBeStartedIsNotTheOneBefore() {
        answer(aResponse().withStatus(400));

        Exchange out = template.request("datamaker:runScenario?scenario=s",
                e -> e.getMessage().setHeader(DataMakerConstants.RUN, "earlier"));

        assertThat(out.getException()).isInstanceOf(DataMakerApiException.class);
        assertThat(out.getMessage().getHeader(DataMakerConstants.RUN)).isNull();
    }

    @Test
    void aFileMayBeAPage() {
        answer(aResponse().withHeader("Content-Type", "text/html").withBody("<html>report</html>"));

        assertThat(template.requestBody("datamaker:downloadFile?file=report.html", null, String.class))
                .isEqualTo("<html>report</html>");
    }
}
