package io.github.cameldatamaker.client;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.WhenRateLimited;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** Error bodies in forms that differ from the contract's. */
class ErrorFormsTest extends WireMockRouteTest {

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setWhenRateLimited(WhenRateLimited.fail);
        component.getConfiguration().setMaxRetries(0);
    }

    private DataMakerApiException fail(int status, String contentType, String body) throws Exception {
        answer(aResponse().withStatus(status).withHeader("Content-Type", contentType).withBody(body));
        Exception error = template.request("datamaker:getTemplate?template=t", e -> {}).getException();
        assertThat(error).isInstanceOf(DataMakerApiException.class);
        assertThat(error.toString()).doesNotContain(apiKey());
        return (DataMakerApiException) error;
    }

    private DataMakerApiException failJson(String body) throws Exception {
        return fail(422, "application/json", body.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'error':'no such template'}| |no such template",
            "{'error':'no such template','code':'not_found'}|not_found|no such template",
            "{'message':'no such template'}| |no such template",
            "{'message':'no such template','error':'Not Found','statusCode':404}| |no such template: Not Found",
            "{'message':'Generation failed','error':'quantity is over 1000'}| |Generation failed: quantity is over 1000",
            "{'message':'the same','error':'the same','code':404}| |the same",
            "{'message':[{'path':'name','message':'too long'},{'path':'b'}]}| |too long; {'path':'b'}",
            "{'title':'no such template'}| |no such template",
            "{'message':'no such template','error':'not_found'}|not_found|no such template",
            "{'message':['name is missing','fields is missing']}| |name is missing; fields is missing",
            "{'type':'about:blank','title':'Not found','detail':'no such template'}| |no such template",
            "{'error':{'code':'not_found'},'message':'no such template'}|not_found|no such template",
            "'no such template'| |no such template" })
    void codeAndMessage(String body, String code, String quoted) throws Exception {
        String message = quoted.replace('\'', '"');
        DataMakerApiException error = failJson(body);

        assertThat(error.getCode().orElse(null)).isEqualTo(code);
        assertThat(error.getErrorMessage()).isEqualTo(message);
        assertThat(error).hasMessage(
                "GET /templates/t answered 422" + (code == null ? "" : " " + code) + ": " + message);
    }

    @Test
    void anErrorThatIsOnlyACode() throws Exception {
        DataMakerApiException error = failJson("{'error':'invalid_template'}");

        assertThat(error.getCode()).contains("invalid_template");
        assertThat(error).hasMessage("GET /templates/t answered 422 invalid_template");
    }

    @Test
    void detailsAndRequestId() throws Exception {
        DataMakerApiException error = failJson("{'error':'wrong','details':{'field':'name'},'requestId':'req_7'}");

        assertThat(error.getDetails()).isEqualTo(Map.of("field", "name"));
        assertThat(error.getRequestId()).contains("req_7");
        assertThat(failJson("{'error':'wrong','details':['name','fields']}").getDetails())
                .isEqualTo(Map.of("details", List.of("name", "fields")));
        assertThat(failJson("{'error':{'code':'c_d','message':'m','request_id':9}}").getRequestId()).contains("9");
    }

    @ParameterizedTest
    @ValueSource(strings = { "upstream connect error\n", "404 page not found\n", "true", "{not json", "null" })
    void plainText(String text) throws Exception {
        DataMakerApiException error = fail(503, "text/plain; charset=utf-8", text);

        assertThat(error.getErrorMessage()).isEqualTo(text.strip());
        assertThat(error.getCode()).isEmpty();
        assertThat(error).hasMessage("GET /templates/t answered 503: " + text.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "text/html|<html>Bad Gateway</html>",
            "text/plain|<!DOCTYPE html>Bad Gateway", "application/json|{'status':'Bad Gateway'}",
            "application/json|['Bad Gateway']" })
    void aBodyInNoKnownFormIsShown(String contentType, String body) throws Exception {
        DataMakerApiException error = fail(502, contentType, body.replace('\'', '"'));

        assertThat(error.getCode()).isEmpty();
        assertThat(error).hasMessageContaining("a body that is not the service's (" + contentType + ")")
                .hasMessageContaining("Bad Gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "{'error':'LONG'}", "{'error':{'code':'a_b','message':'LONG'}}", "{'message':'m','details':{'d':'LONG'}}",
                    "{'message':'m','details':['LONG']}", "'LONG'" })
    void aLongErrorIsCut(String body) throws Exception {
        assertThat(failJson(body.replace("LONG", "x".repeat(40_000))).getMessage()).hasSizeLessThan(2_200).contains("xxx...");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'error':'sent KEY'}", "{'message':'m','details':['KEY']}", "{'error':'KEY','code':'KEY'}" })
    void theKeyIsNotShown(String body) throws Exception {
        DataMakerApiException error = failJson(body.replace("KEY", apiKey().replace("/", "\\/")));

        assertThat(error.getMessage()).contains("***");
        assertThat(error.getDetails().toString()).doesNotContain(apiKey());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'error':'hourly rows used up','code':'quota_exceeded'}",
            "{'message':'hourly rows','error':'quota_exceeded'}",
            "{'error':'quota_exceeded'}" })
    void quotaExceededInAnyForm(String body) throws Exception {
        assertThat(failJson(body)).isInstanceOf(DataMakerRateLimitException.class);
    }

    @Test
    void aFailedCheckInAnotherFormIsAResult() {
        answer(aResponse().withStatus(422).withHeader("Content-Type", "application/json")
                .withBody("{\"error\":\"TLS error\",\"code\":\"connection_failed\"}"));

        Map<?, ?> result = template.requestBody("datamaker:verifyConnection?connection=c", null, Map.class);

        assertThat(result.get("ok")).isEqualTo(false);
        assertThat(result.get("message")).isEqualTo("TLS error");
    }
}
