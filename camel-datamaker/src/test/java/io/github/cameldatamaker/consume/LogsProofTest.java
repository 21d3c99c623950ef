package io.github.cameldatamaker.consume;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.cameldatamaker.sandbox.scenario.LogStyle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** However a followed log is cut, it is the plain log, and has one end. */
class LogsProofTest extends LogsRouteTest {

    private static final String LOGS = "/scenarios/{id}/runs/{run}/logs";
    private static final int LINES = 300;

    /** Only their positions distinguish equal lines. */
    @ParameterizedTest
    @CsvSource({ "ours, 1", "ours, 3", "withoutResume, 1", "withoutIds, 1" })
    void cutAfterEveryLine(String style, int distinct) throws Exception {
        sandbox().scenarios().setLogStyle(switch (style) {
            case "withoutResume" -> LogStyle.OURS.withoutResume();
            case "withoutIds" -> LogStyle.OURS.withoutIds();
            default -> LogStyle.OURS;
        });
        start("# sandbox: lines=" + LINES + ", distinct=" + distinct);
        for (int line = 1; line <= LINES; line++) {
            // Where all is sent again, each cut is a line further on.
            sandbox().faults().on("GET", LOGS).cutAfterEvents(style.equals("ours") ? 1 : line);
        }
        List<String> expected = expectedLines(distinct);

        logs("");

        assertThat(awaitEnd()).isEqualTo(expected).hasSize(LINES);
        assertThat(sandbox().faults().fired()).isEqualTo(LINES);
        sandbox().faults().clear();
        assertThat(plainLog()).isEqualTo(expected);
    }

    /** The numbered lines of the sandbox, which the first request for the plain log would spend a fault on. */
    private static List<String> expectedLines(int distinct) {
        return IntStream.range(0, LINES).map(line -> line % distinct + 1)
                .mapToObj(number -> number == 2 ? "{\"level\":\"info\",\"message\":\"step 2\",\"step\":2}" : "step " + number)
                .toList();
    }

    /** Before, within and after an event, by a cut and by an end that looks right. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void cutAtEveryByteOfAnEvent(boolean cut) throws Exception {
        int first = "id: 1\nevent: log\ndata: ü\n\n".getBytes(StandardCharsets.UTF_8).length;
        for (int bytes = 0; bytes <= 2 * first; bytes++) {
            start("print('ü')\nprint('ü')\nprint('ü')");
            if (cut) {
                sandbox().faults().on("GET", LOGS).cutAfter(bytes);
            } else {
                sandbox().faults().on("GET", LOGS).endEarlyAfter(bytes);
            }
            logs("");

            assertThat(awaitEnd()).as("after byte " + bytes).containsExactly("ü", "ü", "ü");
            context.getRouteController().stopRoute("logs");
            context.removeRoute("logs");
            mock("log").reset();
        }
        assertThat(sandbox().faults().fired()).isEqualTo(2 * first + 1);
    }

    @Test
    void anIdleConnectionIsFoundDead() throws Exception {
        start("# sandbox: lines=20");
        sandbox().faults().on("GET", LOGS).stallAfter(200);

        logs("&idleTimeout=200");

        assertThat(awaitEnd()).hasSize(20).isEqualTo(plainLog());
    }

    /** Only a bounded part of a line of 50 MB is kept, and the next lines keep their numbers. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aLineOf50Megabytes(boolean follow) throws Exception {
        start("# sandbox: lines=3, line_length=50000000");

        logs("&follow=" + follow);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> end() != null);

        assertThat(lines()).hasSize(3).allSatisfy(line -> assertThat(line).hasSize(1024 * 1024));
        assertThat(mock("log").getExchanges().subList(0, 3))
                .allSatisfy(line -> assertThat(line.getMessage().getHeader("CamelDataMakerLineTruncated")).isEqualTo(true))
                .extracting(line -> line.getMessage().getHeader("CamelDataMakerLineNumber")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theServicesRetryIsReadAndTheLogGoesOn() throws Exception {
        sandbox().scenarios().setLogStyle(LogStyle.OURS.withRetry(Duration.ofMillis(5)));
        start("# sandbox: lines=20");
        sandbox().faults().on("GET", LOGS).times(5).cutAfterEvents(2);

        logs("");

        assertThat(awaitEnd()).hasSize(20);
        sandbox().faults().clear();
        assertThat(lines()).isEqualTo(plainLog());
    }
}
