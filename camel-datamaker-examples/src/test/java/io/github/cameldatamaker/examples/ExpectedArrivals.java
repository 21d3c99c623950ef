package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.examples.DocumentedRoutes.Block;
import io.github.cameldatamaker.generate.GenerateChunk;

import static org.assertj.core.api.Assertions.assertThat;

/** What arrives where, when the routes of a block have run. */
final class ExpectedArrivals {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COUNT = Pattern.compile("(?:\\bcount[=:] ?|Count\", constant\\()(\\d+)");
    /** That of a chunk which the block shows. */
    private static final Pattern CHUNK_COUNT = Pattern.compile("\"count\\\\\":(\\d+)");
    private static final Pattern FILE = Pattern.compile("fileName[=:] ?([\\w.-]+)");

    private final String code;

    ExpectedArrivals(Block block) {
        this.code = block.code();
    }

    /** How many rows are generated for a table or a queue. */
    int rows() {
        Matcher chunk = CHUNK_COUNT.matcher(code);
        return chunk.find() ? Integer.parseInt(chunk.group(1)) : counts().findFirst().orElseThrow();
    }

    private Stream<Integer> counts() {
        return COUNT.matcher(code).results().map(count -> Integer.valueOf(count.group(1)));
    }

    /** By the name of the topic or queue. */
    void check(String destination, List<String> messages) {
        switch (destination) {
            case "customers" -> checkCustomers(messages);
            case "chunks" -> assertThat(messages).hasSize(10)
                    .allSatisfy(chunk -> assertThat(GenerateChunk.of(chunk).total()).isEqualTo(100_000));
            case "runs" -> assertThat(messages).isNotEmpty()
                    .allSatisfy(run -> assertThat(parse(run).get("status").asText()).isIn("running", "done"));
            case "logs" -> assertThat(messages).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotStartWith("{level="));
            // Nothing fails here.
            case "alerts", "failed" -> assertThat(messages).isEmpty();
            default -> throw new IllegalArgumentException("Nobody has said what arrives in " + destination);
        }
    }

    /** A message is a row, or an array of rows. */
    private void checkCustomers(List<String> messages) {
        List<JsonNode> rows = new ArrayList<>();
        for (String message : messages) {
            JsonNode json = parse(message);
            (json.isArray() ? json : List.of(json)).forEach(rows::add);
        }
        // One route begins its generation anew, perhaps before the first is done.
        assertThat(rows.size()).isIn(rows(), code.contains("direct:begin-anew") ? 2 * rows() : rows());
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("id").asText()).startsWith("C");
            assertThat(row.get("email").asText()).contains("@");
            assertThat(row.get("credit_limit").isNumber()).isTrue();
        });
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + json, e);
        }
    }

    /** The one that the block writes. */
    void checkFile() throws IOException {
        Matcher name = FILE.matcher(code);
        assertThat(name.find()).isTrue();
        Path file = Path.of(code.contains("target/data") ? "target/data" : "target/docs", name.group(1));
        assertThat(file).exists();
        switch (name.group(1).replaceAll(".*\\.", "")) {
            case "json" -> assertThat(JSON.readTree(file.toFile())).hasSize(rows());
            case "csv" -> assertThat(file).content().hasLineCount(counts().max(Integer::compare).orElse(1) + 1);
            default -> assertThat(file).binaryContent().startsWith('P', 'K');
        }
    }
}
