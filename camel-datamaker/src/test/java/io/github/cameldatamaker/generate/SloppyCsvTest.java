package io.github.cameldatamaker.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/** Csv that is not quite RFC 4180, through routes: the same rows for a split and for a resumeKey, whatever the rowType. */
class SloppyCsvTest extends WireMockRouteTest {

    private static final String SLOPPY = "id,age\nA,1\n5\" tape,2\n\"B\"x,3\n\n \r\n";
    private static final String GENERATE = "datamaker:generate?template=t&seed=s&count=3&format=csv";

    @Override
    protected boolean resumes() {
        return true;
    }

    private Exception split(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().stopOnException().to("mock:rows"));
        return template.request("direct:a", e -> {}).getException();
    }

    private List<Object> rows() {
        List<Object> rows = new ArrayList<>();
        for (Exchange exchange : mock("rows").getExchanges()) {
            Object body = exchange.getMessage().getBody();
            if (body instanceof List<?> batch) {
                rows.addAll(batch);
            } else {
                rows.add(body);
            }
        }
        return rows;
    }

    /** All rows of a key, whose consumer has then ended. */
    private void rowsOfKey(String options) throws Exception {
        context.getRegistry().bind("state", new MemoryStateRepository());
        route(r -> {
            r.onException(DataMakerException.class).handled(true).to("mock:failures");
            r.from(GENERATE + "&resumeKey=k&resumeRepository=#state&initialDelay=0&delay=10&bridgeErrorHandler=true" + options)
                    .process(e -> assertThat(e.getMessage().getHeader("CamelDataMakerFirstRow")).isNotNull()).to("mock:rows");
        });
        Awaitility.await().until(() -> rows().size() == 3 || !mock("failures").getExchanges().isEmpty());
        context.getRouteController().stopAllRoutes();
    }

    private static List<?> expected(String type) {
        return switch (type) {
            case "String" -> List.of("A,1", "5\" tape,2", "\"B\"x,3");
            case "Map" ->
                List.of(Map.of("id", "A", "age", "1"), Map.of("id", "5\" tape", "age", "2"), Map.of("id", "Bx", "age", "3"));
            default -> List.of(new Customer("A", 1, null, null), new Customer("5\" tape", 2, null, null),
                    new Customer("Bx", 3, null, null));
        };
    }

    private static String option(String type) {
        return "&rowType=" + switch (type) {
            case "String" -> "String";
            case "Map" -> "java.util.Map";
            default -> Customer.class.getName();
        };
    }

    @ParameterizedTest
    @CsvSource({ "String, 1", "Map, 1", "Customer, 1", "String, 2", "Map, 2", "Customer, 3" })
    void splitAndResumedByAKey(String type, int batchSize) throws Exception {
        answerCsv(SLOPPY);

        assertThat(split(GENERATE + option(type) + "&batchSize=" + batchSize)).isNull();
        assertThat(rows()).isEqualTo(expected(type));
        mock("rows").reset();
        context.removeRoute(stopped());
        rowsOfKey(option(type) + "&batchSize=" + batchSize);

        assertThat(mock("failures").getExchanges()).isEmpty();
        assertThat(rows()).isEqualTo(expected(type));
        SERVICE.verify(2, anyRequestedFor(anyUrl()));
    }

    private String stopped() throws Exception {
        String id = context.getRoutes().get(0).getId();
        context.getRouteController().stopRoute(id);
        return id;
    }

    @ParameterizedTest
    @ValueSource(strings = { "String", "Map", "Customer" })
    void aKeyResumesAfterTheRowsThatWereDone(String type) throws Exception {
        answerCsv(SLOPPY);
        context.getRegistry().bind("state", new MemoryStateRepository());
        AtomicBoolean failed = new AtomicBoolean();
        route(r -> r.from(GENERATE + "&resumeKey=k&resumeRepository=#state&initialDelay=0&delay=10" + option(type)).process(e -> {
            if (e.getMessage().getHeader("CamelDataMakerFirstRow").equals(1L) && failed.compareAndSet(false, true)) {
                throw new IllegalStateException("once");
            }
        }).to("mock:rows"));

        Awaitility.await().until(() -> rows().size() >= 3);

        assertThat(rows()).isEqualTo(expected(type));
        SERVICE.verify(2, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({ "String, 1", "Map, 1", "String, 2", "Map, 2" })
    void aRowOfAnotherWidthEndsAKeyOnce(String type, int batchSize) throws Exception {
        answerCsv("id,age\nA,1\nB,2,x\nC,3\n");

        rowsOfKey(option(type) + "&batchSize=" + batchSize);

        assertThat(mock("failures").getExchanges()).singleElement().satisfies(
                e -> assertThat(e.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                        .hasMessageContaining("the row has 3 values, and the header names 2")
                        .hasMessageContaining("sends no request"));
        assertThat(rows()).hasSize(batchSize == 1 ? 1 : 0);
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Map", "Customer" })
    void twoColumnsOfOneName(String type) throws Exception {
        answerCsv("id,age,id\nA,1,a\nB,2,b\nC,3,c\n");

        Exception failure = split(GENERATE + option(type));

        assertThat(failure).isExactlyInstanceOf(DataMakerException.class).hasMessageContaining("the column 'id' twice")
                .hasMessageContaining("rowType=String");
        context.removeRoute(stopped());
        assertThat(split(GENERATE + "&rowType=String")).isNull();
        assertThat(rows()).containsExactly("A,1,a", "B,2,b", "C,3,c");
        SERVICE.verify(2, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "String", "Map", "Customer" })
    void aShortLastLineThatIsNotEndedWasCut(String type) throws Exception {
        answerCsv("id,age\nA,1\nB,2\nC");

        assertThat(split(GENERATE + option(type))).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("after row 2");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void emptyValuesOfOneColumn() throws Exception {
        answerCsv("note\nx\n\n\n\n");

        for (String type : List.of("String", "Map")) {
            rowsOfKey(option(type));
            assertThat(mock("failures").getExchanges()).isEmpty();
            assertThat(rows()).isEqualTo(type.equals("String") ? List.of("x", "", "")
                    : List.of(Map.of("note", "x"), Map.of("note", ""), Map.of("note", "")));
            mock("rows").reset();
            context.removeRoute(context.getRoutes().get(0).getId());
        }
    }
}
