package io.github.cameldatamaker.generate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.cameldatamaker.fixture.SandboxRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Wherever a response breaks, the rows are the same: 2,000 rows at 20 places, 50,000 at 200 with -Psoak. */
class ResumeAtAnyByteTest extends SandboxRouteTest {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int ROWS = SOAK ? 50_000 : 2_000;
    private static final int CUTS = SOAK ? 200 : 20;
    private static final List<String> NOTES = List.of("Größe \"XL\", naïve\n", "日本\\語", "😀\t", "plain");

    private final List<Object> rows = new ArrayList<>();
    private String generate;

    @BeforeEach
    void addTemplateAndRoute() throws Exception {
        sandbox().faults().clear();
        Map<?, ?> created = template.requestBody("datamaker:createTemplate", Map.of("name", "Notes", "fields", List.of(
                Map.of("name", "id", "type", "uuid"),
                Map.of("name", "note", "type", "enum", "options", Map.of("values", NOTES)))), Map.class);
        generate = "datamaker:generate?seed=s&count=" + ROWS + "&template=" + created.get("id");
    }

    private static List<Integer> cuts(byte[] whole, String first, String second) {
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        Random random = new Random();
        List<Integer> cuts = new ArrayList<>(List.of(0, whole.length - 1));
        for (String inside : List.of(first, second)) {
            int from = text.indexOf(new String(inside.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                    random.nextInt(whole.length / 2));
            assertThat(from).as(inside).isPositive();
            cuts.add(from + 1);
        }
        while (cuts.size() < CUTS) {
            cuts.add(random.nextInt(whole.length));
        }
        return cuts;
    }

    @ParameterizedTest
    @EnumSource(names = { "json", "csv" })
    @Timeout(3600)
    void theRowsAreTheSame(GenerateFormat format) throws Exception {
        // Inside a letter of several bytes, and after the first character of an escape.
        List<Integer> cuts = cuts(
                template.requestBody(generate + "&outputType=Bytes&format=" + format, null, byte[].class),
                "日", format == GenerateFormat.json ? "\\n" : "\"\"");
        route(r -> r.from("direct:rows").to(generate + "&format=" + format).split(r.body()).streaming()
                .process(e -> rows.add(e.getMessage().getBody())));
        template.sendBody("direct:rows", null);
        List<Object> undisturbed = List.copyOf(rows);
        sandbox().clearRequests();

        for (int cut : cuts) {
            rows.clear();
            sandbox().faults().on("POST", "/templates/{id}/generate").times(1).cutAfter(cut);
            Exchange out = template.request("direct:rows", e -> {});
            assertThat(out.getException()).as("cut after byte %d", cut).isNull();
            assertThat(rows.equals(undisturbed)).as("the rows, cut after byte %d", cut).isTrue();
        }
        assertThat(undisturbed).hasSize(ROWS);
        assertThat(sandbox().requests()).hasSize(2 * CUTS);
        assertReleased();
    }
}
