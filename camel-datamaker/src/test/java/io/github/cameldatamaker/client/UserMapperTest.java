package io.github.cameldatamaker.client;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

/** An autowired mapper that is configured for another purpose does not affect the documents of the contract. */
class UserMapperTest extends WireMockRouteTest {

    private static final BasicPolymorphicTypeValidator ANY = BasicPolymorphicTypeValidator.builder().allowIfSubType(Object.class)
            .build();

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setObjectMapper(JsonMapper.builder()
                .activateDefaultTyping(ANY, ObjectMapper.DefaultTyping.NON_FINAL)
                .enable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.WRITE_ENUMS_USING_INDEX)
                .enable(DeserializationFeature.UNWRAP_ROOT_VALUE)
                .build());
        component.getConfiguration().setMaxRetries(0);
    }

    private Exchange request(String uri, Object body) {
        return template.request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private static void assertSent(String json) {
        SERVICE.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson(json)));
    }

    @Test
    void anErrorWithDetails() {
        answer(aResponse().withStatus(400).withBody(
                "{\"error\":{\"code\":\"validation_error\",\"message\":\"m\",\"details\":{\"field\":\"x\",\"limits\":[1,{\"a\":2.50}]}}}"));

        DataMakerApiException error = (DataMakerApiException) request("datamaker:generate?template=t&count=1", null)
                .getException();

        assertThat(error.getCode()).contains("validation_error");
        assertThat(error.getDetails())
                .isEqualTo(Map.of("field", "x", "limits", List.of(1, Map.of("a", new BigDecimal("2.50")))));
    }

    @Test
    void aGeneration() {
        answerJson("[{\"a\":1}]");

        assertThat(request("datamaker:generate?template=t&count=1&seed=s&override.country=DE&outputType=List", null)
                .getMessage().getBody(List.class)).hasSize(1);

        assertSent("{\"count\":1,\"format\":\"json\",\"seed\":\"s\",\"overrides\":{\"country\":\"DE\"}}");
    }

    @Test
    void aPreviewWithTypedOverrides() {
        answerJson("[{\"a\":1}]");

        template.requestBodyAndHeader("datamaker:preview?template=t&outputType=List", null, DataMakerConstants.OVERRIDES,
                Map.of("age", 5L, "tags", List.of("a")));

        assertSent("{\"overrides\":{\"age\":5,\"tags\":[\"a\"]}}");
    }

    @Test
    void aRunThatFails() {
        answerJson("{\"id\":\"r\",\"status\":\"failed\",\"error\":\"out of memory\"}");

        assertThat(request("datamaker:runScenario?scenario=s&wait=server&param.size=5", null).getException())
                .isInstanceOf(DataMakerRunFailedException.class).hasMessageContaining("out of memory");

        SERVICE.verify(postRequestedFor(anyUrl())
                .withRequestBody(equalToJson("{\"wait\":\"true\",\"params\":{\"size\":\"5\"}}", false, true)));
    }

    @Test
    void aList() {
        answerJson("{\"items\":[{\"id\":\"t\",\"version\":7}],\"next_cursor\":null,\"total\":1}");

        Exchange exchange = request("datamaker:listTemplates?outputType=List", null);

        assertThat(exchange.getMessage().getBody(List.class)).isEqualTo(List.of(Map.of("id", "t", "version", 7)));
        assertThat(exchange.getMessage().getHeader(DataMakerConstants.TOTAL)).isEqualTo(1L);
    }

    /** The rows to save. */
    enum Rows {
        MAPS(List.of(Map.of("n", 5L, "f", new BigDecimal("1.50"), "of", List.of("x")))),
        TEXTS(List.of("{\"n\":5,\"f\":1.50,\"of\":[\"x\"]}")),
        OBJECTS(List.of(new Row(5L, new BigDecimal("1.50"), List.of("x"))));

        private final List<?> rows;

        Rows(List<?> rows) {
            this.rows = rows;
        }
    }

    /** A row of the user's own. */
    record Row(long n, BigDecimal f, List<String> of) {
    }

    @ParameterizedTest
    @EnumSource(Rows.class)
    void aSet(Rows given) {
        answerJson("{\"name\":\"s\",\"version\":1}");

        assertThat(request("datamaker:saveSet?set=s", given.rows).getException()).isNull();

        assertSent("{\"name\":\"s\",\"rows\":[{\"n\":5,\"f\":1.50,\"of\":[\"x\"]}]}");
    }

    @Test
    void aDocumentOfTheUser() {
        answerJson("{\"id\":\"t\"}");

        assertThat(request("datamaker:createTemplate", Map.of("name", "n", "fields", List.of(Map.of("min", 1L)))).getMessage()
                .getBody())
                .isEqualTo(Map.of("id", "t"));

        assertSent("{\"name\":\"n\",\"fields\":[{\"min\":1}]}");
    }
}
