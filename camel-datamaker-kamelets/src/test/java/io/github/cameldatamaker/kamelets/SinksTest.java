package io.github.cameldatamaker.kamelets;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each sink. */
class SinksTest extends KameletTest {

    private static final String UPLOAD = "kamelet:datamaker-upload-file-sink";
    private static final String SAVE = "kamelet:datamaker-save-set-sink?set=golden";

    @Test
    void uploadsToTheNameOfThePropertyOrOfAHeader() {
        template.sendBodyAndHeader(UPLOAD + "?file=lookups/a b.txt", "property", "CamelFileName", "unused.txt");
        template.sendBodyAndHeader(UPLOAD, "header", "CamelFileName", "it's a name.txt");
        template.sendBodyAndHeaders(UPLOAD, "own header", Map.of("CamelDataMakerFile", "own.txt", "CamelFileName", "unused.txt"));

        assertThat(download("lookups/a b.txt")).isEqualTo("property");
        assertThat(download("it's a name.txt")).isEqualTo("header");
        assertThat(download("own.txt")).isEqualTo("own header");
        assertThat(template.requestBody("datamaker:listFiles?outputType=List", null, List.class)).hasSize(3);
    }

    private String download(String file) {
        return template.requestBodyAndHeader("datamaker:downloadFile", null, "CamelDataMakerFile", file, String.class);
    }

    @Test
    void savesRowsWhateverTheirForm() throws Exception {
        yaml("""
                - route:
                    from:
                      uri: direct:generated
                      steps:
                        - to: kamelet:datamaker-generate-action?template=tmpl_customer&count=3
                        - to: kamelet:datamaker-save-set-sink?set=golden
                """);
        String json = "[{\"price\":0.10000000000000000001},{\"price\":2}]";

        template.sendBody(SAVE, json);
        assertThat(load()).hasSize(2).first().extracting("price").isEqualTo(new BigDecimal("0.10000000000000000001"));

        template.sendBody(SAVE, json.getBytes(StandardCharsets.UTF_8));
        assertThat(load()).hasSize(2);

        template.sendBody(SAVE, List.of(Map.of("a", 1)));
        assertThat(load()).hasSize(1);

        template.sendBody(SAVE, List.of(Map.of("a", 1), Map.of("a", 2), Map.of("a", 3), Map.of("a", 4)).iterator());
        assertThat(load()).hasSize(4);

        template.sendBody("direct:generated", null);
        assertThat(load()).hasSize(3);
    }

    private List<?> load() {
        return template.requestBody("datamaker:loadSet?set=golden&outputType=List", null, List.class);
    }
}
