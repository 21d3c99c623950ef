package io.github.cameldatamaker.operation;

import java.util.List;

import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GenerateChunk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** The template version of the chunks of a plan, depending on the answers of the service. */
class PlanVersionTest extends WireMockRouteTest {

    @SuppressWarnings("unchecked")
    private List<GenerateChunk> plan(String more) {
        return template.requestBody("datamaker:plan?template=t&count=20&chunkSize=10&outputType=List" + more, null, List.class);
    }

    private static void template(String json) {
        SERVICE.stubFor(get(urlEqualTo("/templates/t")).willReturn(okJson(json)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"version\":7} | 7", "{\"version\":\"new\"} |", "{} |" })
    void thePlanReadsTheTemplateIfThePreviewDoesNotSayTheVersion(String json, Integer version) {
        SERVICE.stubFor(post(urlEqualTo("/templates/t/preview")).willReturn(okJson("[]")));
        template(json);

        assertThat(plan("")).hasSize(2).extracting(GenerateChunk::templateVersion).containsOnly(version);
        SERVICE.verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void thePlanTakesTheVersionOfThePreview() {
        SERVICE.stubFor(post(urlEqualTo("/templates/t/preview")).willReturn(okJson("[]").withHeader("X-Template-Version", "8")));

        assertThat(plan("")).extracting(GenerateChunk::templateVersion).containsOnly(8);
        SERVICE.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void thePlanTakesTheVersionOfTheUser() {
        SERVICE.stubFor(post(urlEqualTo("/templates/t@v3/preview")).willReturn(okJson("[]")));

        assertThat(plan("&templateVersion=3")).extracting(GenerateChunk::templateVersion).containsOnly(3);
        SERVICE.verify(0, getRequestedFor(anyUrl()));
    }
}
