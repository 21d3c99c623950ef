package io.github.cameldatamaker.operation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lists are read page by page, and no page is asked for before it is needed. */
class ListsTest extends WireMockRouteTest {

    private static final String LIST = "datamaker:listTemplates?maxRetries=0";

    private static MappingBuilder pageAt(String cursor) {
        return get(urlPathEqualTo("/templates")).withQueryParam("cursor", cursor == null ? absent() : equalTo(cursor));
    }

    private static void page(String cursor, ResponseDefinitionBuilder answer) {
        SERVICE.stubFor(pageAt(cursor).willReturn(answer));
    }

    /** A page of items a, b, ... and the cursor that follows, as JSON. */
    private static void page(String cursor, String next, String... ids) {
        List<String> items = new ArrayList<>();
        for (String id : ids) {
            items.add("{\"id\":\"" + id + "\"}");
        }
        page(cursor, okJson("{\"items\":" + items + ",\"next_cursor\":" + next + ",\"total\":5}"));
    }

    private static void threePages() {
        page(null, "\"c2\"", "a", "b");
        page("c2", "\"c3\"", "c", "d");
        page("c3", "null", "e");
    }

    private static void assertRequests(int expected) {
        SERVICE.verify(expected, anyRequestedFor(anyUrl()));
    }

    private Exchange list(String uri) {
        return template.request(uri, e -> {});
    }

    private Iterator<?> iterator(String uri) {
        Exchange out = list(uri);
        assertThat(out.getException()).isNull();
        return out.getMessage().getBody(Iterator.class);
    }

    private static List<String> ids(Iterator<?> items) {
        List<String> ids = new ArrayList<>();
        items.forEachRemaining(item -> ids.add((String) ((Map<?, ?>) item).get("id")));
        return ids;
    }

    @Test
    void aPageIsAskedForWhenItsFirstItemIs() {
        threePages();
        Iterator<?> items = iterator(LIST);

        assertThat(List.of(items.next(), items.next())).isEqualTo(List.of(Map.of("id", "a"), Map.of("id", "b")));
        assertRequests(1);
        assertThat(items.next()).isEqualTo(Map.of("id", "c"));
        assertRequests(2);
        assertThat(items.next()).isEqualTo(Map.of("id", "d"));
        assertRequests(2);
        assertThat(ids(items)).containsExactly("e");
        assertRequests(3);
        assertThat(items.hasNext()).isFalse();
        assertRequests(3);
        SERVICE.verify(1,
                getRequestedFor(urlEqualTo("/templates?cursor=c3")).withHeader("Authorization", equalTo("Bearer " + apiKey())));
        assertReleased();
    }

    @Test
    void aSplitterStreamsThroughAllPagesInOrder() throws Exception {
        threePages();
        route(r -> r.from("direct:a").to(LIST).split(r.body()).streaming().setBody(r.simple("${body[id]}")).to("mock:items"));
        mock("items").expectedBodiesReceived("a", "b", "c", "d", "e");

        template.sendBody("direct:a", null);

        mock("items").assertIsSatisfied();
        assertRequests(3);
    }

    @Test
    void aSplitterThatStopsAsksForNoFurtherPage() throws Exception {
        threePages();
        route(r -> r.from("direct:a").to(LIST).split(r.body()).streaming().stopOnException()
                .throwException(new IllegalStateException("first item")));

        assertThat(list("direct:a").getException()).hasStackTraceContaining("first item");

        assertRequests(1);
    }

    @Test
    void outputTypeListCollectsAllPages() {
        threePages();

        Exchange out = list(LIST + "&outputType=List");

        assertThat(out.getMessage().getBody()).isInstanceOf(List.class);
        assertThat(ids(((List<?>) out.getMessage().getBody()).iterator())).containsExactly("a", "b", "c", "d", "e");
        assertThat(out.getMessage().getHeader("CamelDataMakerTotal")).isEqualTo(5L);
        assertThat(out.getMessage().getHeader("CamelDataMakerNextCursor")).isNull();
        assertRequests(3);
    }

    @Test
    void theCursorOfTheOptionStartsInTheMiddleAndTheHeaderWins() {
        threePages();

        assertThat(ids(iterator(LIST + "&cursor=c2"))).containsExactly("c", "d", "e");
        Exchange out = template.request(LIST + "&cursor=c2", e -> e.getMessage().setHeader(DataMakerConstants.CURSOR, "c3"));
        assertThat(ids(out.getMessage().getBody(Iterator.class))).containsExactly("e");
    }

    @Test
    void totalAndTheNextCursorAreHeaders() {
        threePages();

        assertThat(list(LIST).getMessage().getHeaders()).containsEntry("CamelDataMakerTotal", 5L)
                .containsEntry("CamelDataMakerNextCursor", "c2");
    }

    @Test
    void theLastPageLeavesNoCursorOfAnEarlierList() {
        threePages();

        Exchange out = template.request(LIST + "&cursor=c3",
                e -> e.getMessage().setHeader(DataMakerConstants.NEXT_CURSOR, "of an earlier list"));

        assertThat(out.getMessage().getHeaders()).doesNotContainKey(DataMakerConstants.NEXT_CURSOR);
    }

    @Test
    void aRouteCanLoopOverPagesByItself() throws Exception {
        threePages();
        route(r -> r.from("direct:a").to("direct:page").loopDoWhile(r.header(DataMakerConstants.NEXT_CURSOR).isNotNull())
                .setHeader(DataMakerConstants.CURSOR, r.header(DataMakerConstants.NEXT_CURSOR)).to("direct:page").end());
        route(r -> r.from("direct:page").to("mock:pages")
                .process(e -> assertThat(mock("pages").getReceivedCounter()).isLessThan(9)).to(LIST));

        template.sendBody("direct:a", null);

        assertThat(mock("pages").getExchanges()).hasSize(3);
        assertRequests(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"items\":[{\"id\":\"a\"}],\"next_cursor\":null}", "{\"items\":[{\"id\":\"a\"}]}",
            "{\"items\":[{\"id\":\"a\"}],\"next_cursor\":\"\"}" })
    void theLastPage(String page) {
        answerJson(page);

        Exchange out = list(LIST);

        assertThat(ids(out.getMessage().getBody(Iterator.class))).containsExactly("a");
        assertThat(out.getMessage().getHeaders()).doesNotContainKeys("CamelDataMakerNextCursor", "CamelDataMakerTotal");
        assertRequests(1);
    }

    @Test
    void anEmptyListIsOneWithoutItems() {
        answerJson("{\"items\":[],\"next_cursor\":null,\"total\":0}");

        Exchange out = list(LIST);

        assertThat(out.getMessage().getBody(Iterator.class).hasNext()).isFalse();
        assertThat(out.getMessage().getHeader("CamelDataMakerTotal")).isEqualTo(0L);
    }

    @Test
    void anEmptyPageInTheMiddleIsNotTheEnd() {
        page(null, "\"c2\"", "a");
        page("c2", "\"c3\"");
        page("c3", "null", "b");

        assertThat(ids(iterator(LIST))).containsExactly("a", "b");
    }

    @Test
    void aCursorThatRepeatsIsAnErrorAndTheEnd() {
        page(null, "\"c2\"", "a");
        page("c2", "\"c2\"", "b");
        Iterator<?> items = iterator(LIST);

        assertThat(List.of(items.next(), items.next())).hasSize(2);
        assertThatThrownBy(items::next).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("GET /templates").hasMessageContaining("'c2'").hasMessageContaining("never end");
        assertThat(items.hasNext()).isFalse();
        assertRequests(2);
    }

    @Test
    void cursorsThatGoInACircleAreAnError() {
        page("A", "\"B\"", "a");
        page("B", "\"A\"", "b");
        page(null, "\"A\"", "z");

        assertThat(list(LIST + "&cursor=A&outputType=List").getException()).hasMessageContaining("'A'");
        assertRequests(2);
        SERVICE.resetRequests();
        assertThat(list(LIST + "&outputType=List").getException()).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("'A'");
        assertRequests(3);
    }

    @ParameterizedTest
    @ValueSource(strings = { "[1]", "[null]", "[\"text\"]", "[[{}]]", "{\"items\":[{\"id\":\"a\"},true]}" })
    void anItemThatIsNoObjectIsAnError(String page) {
        answerJson(page);

        assertThat(list(LIST + "&outputType=List").getException()).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("object was expected");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"items\":{\"a\":1}}", "{\"items\":null}", "{}", "{\"rows\":[]}", "1", "\"text\"",
            "{\"items\":[]} {}", "nonsense" })
    void anAnswerWithoutAListIsAnError(String answer) {
        answerJson(answer);

        assertThat(list(LIST).getException()).isExactlyInstanceOf(DataMakerException.class).hasMessageContaining("/templates");
    }

    @Test
    void aPageThatIsNotClosedIsTruncated() {
        answerJson("{\"items\":[{\"id\":\"a\"}");

        assertThat(list(LIST).getException()).isExactlyInstanceOf(DataMakerTruncatedException.class);
    }

    @Test
    void aPageLargerThanMaxInMemorySizeIsAnErrorWhicheverPageItIs() {
        page(null, "\"c2\"", "a");
        page("c2", okJson("{\"items\":[{\"id\":\"" + "x".repeat(2000) + "\"}]}"));

        Iterator<?> items = iterator(LIST + "&maxInMemorySize=1000");
        items.next();
        assertThatThrownBy(items::next).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("maxInMemorySize (1000 bytes)");
        assertThat(list(LIST + "&cursor=c2&maxInMemorySize=1000").getException())
                .hasMessageContaining("maxInMemorySize (1000 bytes)");
        assertReleased();
    }

    @Test
    void aSecondPageThatFailsIsAnErrorOfTheRoute() throws Exception {
        page(null, "\"c2\"", "a", "b");
        page("c2", aResponse().withStatus(500).withBody("{\"error\":{\"code\":\"internal\",\"message\":\"m\"}}"));
        route(r -> r.from("direct:a").to(LIST).split(r.body()).streaming().to("mock:items"));

        Exception error = list("direct:a").getException();

        assertThat(error).isInstanceOfSatisfying(DataMakerApiException.class, api -> {
            assertThat(api.getStatusCode()).isEqualTo(500);
            assertThat(api.getPath()).isEqualTo("/templates");
        });
        assertThat(mock("items").getExchanges()).as("items before the page that failed").hasSize(2);
        assertRequests(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://localhost:1/steal", "//localhost:1/steal", "c2&x=y", "../../sets?a=b#c", "ü %2F+=/" })
    void aCursorIsAQueryValueAndNothingElse(String cursor) {
        page(null, okJson("{\"items\":[{\"id\":\"a\"}],\"next_cursor\":\"" + cursor + "\"}"));
        page(cursor, "null", "b");

        assertThat(ids(iterator(LIST))).containsExactly("a", "b");

        SERVICE.verify(1, getRequestedFor(urlPathEqualTo("/templates")).withQueryParam("cursor", equalTo(cursor))
                .withQueryParam("x", absent()));
        assertRequests(2);
    }
}
