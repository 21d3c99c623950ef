package io.github.cameldatamaker.operation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Lists in forms that differ from the contract's. */
class ListFormsTest extends WireMockRouteTest {

    private static final String LIST = "datamaker:listTemplates?maxRetries=0";

    private Exchange list(String uri) {
        return template.request(uri, e -> {});
    }

    private static List<Object> ids(Exchange out) {
        assertThat(out.getException()).isNull();
        List<Object> ids = new ArrayList<>();
        out.getMessage().getBody(Iterator.class).forEachRemaining(item -> ids.add(((Map<?, ?>) item).get("id")));
        return ids;
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void aBareArrayIsTheWholeList() {
        answerJson("[{\"id\":\"a\"},{\"id\":\"b\"}]");

        Exchange out = list(LIST);

        assertThat(out.getMessage().getHeader(DataMakerConstants.TOTAL)).isEqualTo(2L);
        assertThat(out.getMessage().getHeader(DataMakerConstants.NEXT_CURSOR)).isNull();
        assertThat(ids(out)).containsExactly("a", "b");
        SERVICE.verify(1, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "items", "data", "results", "templates" })
    void theNameOfTheList(String name) {
        answerJson("{\"" + name + "\":[{\"id\":\"a\"}]}");

        assertThat(ids(list(LIST))).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({ "listTemplates, templates", "listTemplateVersions?template=t, versions", "listScenarios, scenarios",
            "listRuns?scenario=s, runs", "listConnections, connections", "listSets, sets", "listFiles, files" })
    void theNameOfItsResource(String operation, String name) {
        answerJson("{\"" + name + "\":[{\"id\":\"a\"}],\"total\":1}");

        Exchange out = list("datamaker:" + operation);

        assertThat(ids(out)).containsExactly("a");
        assertThat(out.getMessage().getHeader(DataMakerConstants.TOTAL)).isEqualTo(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{'templates':[{'id':'x'}],'results':[{'id':'x'}],'data':[{'id':'x'}],'items':[{'id':'a'}]}",
            "{'templates':[{'id':'x'}],'results':[{'id':'x'}],'data':[{'id':'a'}]}",
            "{'templates':[{'id':'x'}],'results':[{'id':'a'}]}", "{'items':{'count':1},'data':[{'id':'a'}]}" })
    void ofSeveralListsTheFirstNameWins(String page) {
        answerJson(json(page));

        assertThat(ids(list(LIST))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = { "'next_cursor':'c2','total':2", "'nextCursor':'c2','total':2",
            "'next_cursor':null,'nextCursor':'c2','total':2",
            "'meta':{'next_cursor':'c2','total':2}", "'pagination':{'nextCursor':'c2','totalCount':2}",
            "'meta':[],'nextCursor':'c2','total_count':2" })
    void cursorAndTotalWhereverTheyStand(String about) {
        for (String page : List.of("{'data':[{'id':'a'}]," + about + "}", "{" + about + ",'data':[{'id':'a'}]}")) {
            SERVICE.stubFor(get(urlPathEqualTo("/templates")).withQueryParam("cursor", absent()).willReturn(okJson(json(page))));
            SERVICE.stubFor(get(urlPathEqualTo("/templates")).withQueryParam("cursor", equalTo("c2"))
                    .willReturn(okJson("[{\"id\":\"b\"}]")));

            Exchange out = list(LIST);

            assertThat(out.getMessage().getHeaders()).containsEntry(DataMakerConstants.TOTAL, 2L)
                    .containsEntry(DataMakerConstants.NEXT_CURSOR, "c2");
            assertThat(ids(out)).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "'next_cursor':false", "'nextCursor':null", "'nextCursor':''", "'meta':{'next_cursor':null}" })
    void noNextPage(String about) {
        answerJson(json("{'items':[{'id':'a'}]," + about + "}"));

        assertThat(ids(list(LIST))).containsExactly("a");
        SERVICE.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aCursorThatIsNoTextIsAnError() {
        answerJson("{\"items\":[{\"id\":\"a\"}],\"next_cursor\":{\"id\":7}}");

        assertThat(list(LIST).getException()).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("cursor of the next page");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'error':'no access','code':403,'data':null}|error ('no access'), code (403), data (null)",
            "{'data':{'templates':[]}}|data (an object)", "{}|an empty object", "{'rows':[1]}|rows (a list)" })
    void anAnswerWithoutAListSaysWhatItHas(String answer, String found) {
        answerJson(json(answer));

        assertThat(list(LIST).getException()).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("GET /templates").hasMessageContaining("items, data, results or templates")
                .hasMessageContaining(found);
    }

    @Test
    void whatItHasIsShownWithoutTheKeyAndInPart() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            many.append(",\"f").append(i).append("\":\"").append("x".repeat(1000)).append('"');
        }
        answerJson("{\"error\":\"Bearer " + apiKey() + "\"" + many + "}");

        assertThat(list(LIST).getException().getMessage()).hasSizeLessThan(2_000).contains("and 991 more")
                .contains("Bearer ***").doesNotContain(apiKey());
    }

    @Test
    void anAnswerWithoutABodyIsAnErrorUnlessItSaysSo() {
        answer(aResponse().withStatus(200));
        assertThat(list(LIST).getException()).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("GET /templates answered 200").hasMessageContaining("sent nothing");

        answer(aResponse().withStatus(204));
        assertThat(ids(list(LIST))).isEmpty();
    }
}
