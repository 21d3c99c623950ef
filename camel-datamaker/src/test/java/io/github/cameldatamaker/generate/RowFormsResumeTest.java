package io.github.cameldatamaker.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/** A response in any form resumes when it breaks off. */
class RowFormsResumeTest extends WireMockRouteTest {

    private static final int COUNT = 40;
    private static final List<String> ROWS = IntStream.range(0, COUNT).mapToObj(row -> "{\"id\":\"row " + row + "\"}").toList();
    private static final String GENERATE = "datamaker:generate?template=t&seed=s&retryBackoff=1&count=" + COUNT;

    @Override
    protected boolean resumes() {
        return true;
    }

    private static String document(String form) {
        return switch (form) {
            case "array" -> "[" + String.join(",", ROWS) + "]";
            case "lines" -> String.join("\n", ROWS) + "\n";
            default -> "{\"count\":" + COUNT + ",\"" + form + "\":[" + String.join(",", ROWS) + "],\"done\":true}";
        };
    }

    private static void cutThenWhole(String type, String whole, int length) {
        SERVICE.resetAll();
        for (boolean isCut : new boolean[] { true, false }) {
            SERVICE.stubFor(any(anyUrl()).inScenario("cut").whenScenarioStateIs(isCut ? Scenario.STARTED : "whole")
                    .willSetStateTo("whole").willReturn(aResponse().withHeader("Content-Type", type)
                            .withBody(isCut ? whole.substring(0, length) : whole)));
        }
    }

    @ParameterizedTest
    @CsvSource({ "array, application/json", "lines, application/x-ndjson", "lines, application/json", "rows, application/json",
            "data, application/json", "items, application/json", "live_data, application/json" })
    void theRowsAreTheSame(String form, String type) throws Exception {
        List<Object> rows = new ArrayList<>();
        route(r -> r.from("direct:a").to(GENERATE + "&rowType=String").split(r.body()).streaming()
                .process(e -> rows.add(e.getMessage().getBody())));
        String whole = document(form);
        // Within the head, in the first row, in the middle of a row, and in the last one.
        for (int cut : List.of(0, 1, 10, 19, whole.length() / 2, whole.lastIndexOf("row 39"))) {
            rows.clear();
            cutThenWhole(type, whole, form.equals("lines") && whole.charAt(cut) == '\n' ? cut - 2 : cut);

            Exchange out = template.request("direct:a", e -> {});

            assertThat(out.getException()).as("cut after %d bytes", cut).isNull();
            assertThat(rows).as("cut after %d bytes", cut).isEqualTo(ROWS);
            SERVICE.verify(2, anyRequestedFor(anyUrl()));
        }
        assertReleased();
    }

    /** Then only the number of rows shows that some are missing. A break of the connection shows itself. */
    @Test
    void linesThatEndBetweenTwoAreNotAskedForAgain() {
        String whole = document("lines");
        cutThenWhole("application/x-ndjson", whole, whole.indexOf("\n{\"id\":\"row 9"));

        assertThat(template.request(GENERATE + "&outputType=List", e -> {}).getException())
                .isExactlyInstanceOf(DataMakerTruncatedException.class).hasMessageContaining("only 9 rows");
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }
}
