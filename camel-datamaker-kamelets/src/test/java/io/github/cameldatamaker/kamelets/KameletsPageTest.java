package io.github.cameldatamaker.kamelets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

/** docs/kamelets.md: its tables are those of the kamelets, and its routes run. */
class KameletsPageTest extends KameletTest {

    private static final Path PAGE = Path.of("../docs/kamelets.md");
    private static final Path EXAMPLE = Path.of("../camel-datamaker-examples/kamelet/src/main/resources/camel");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml kamelet\n(.*?)^```$");
    private static final List<String> SHARED = List.of("baseUrl", "apiKey");
    private static final String HEAD = "| property | what it is | default | type |\n|---|---|---|---|\n";

    /** {@code -Dkamelets.write=true} writes them. */
    @Test
    void tablesAreThoseOfTheKamelets() throws IOException {
        String page = Files.readString(PAGE);
        JsonNode any = KameletFiles.all().values().iterator().next().at("/spec/definition");
        String updated = replace(page, "kamelets",
                KameletFiles.all().values().stream().map(KameletsPageTest::section).collect(Collectors.joining("\n")));
        updated = replace(updated, "shared properties",
                HEAD + SHARED.stream().map(name -> row(name, any.path("properties").path(name), false))
                        .collect(Collectors.joining()));
        if (Boolean.getBoolean("kamelets.write")) {
            Files.writeString(PAGE, updated);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(updated);
    }

    private static String replace(String page, String mark, String text) {
        String start = "<!-- " + mark + ": START -->\n";
        int from = page.indexOf(start) + start.length();
        return page.substring(0, from) + "\n" + text + "\n" + page.substring(page.indexOf("<!-- " + mark + ": END -->"));
    }

    private static String section(JsonNode kamelet) {
        JsonNode definition = kamelet.at("/spec/definition");
        Set<String> required = StreamSupport.stream(definition.path("required").spliterator(), false).map(JsonNode::asText)
                .collect(Collectors.toSet());
        return "### " + kamelet.at("/metadata/name").asText() + "\n\n" + definition.path("description").asText() + "\n\n" + HEAD
                + definition.path("properties").properties().stream().filter(property -> !SHARED.contains(property.getKey()))
                        .map(property -> row(property.getKey(), property.getValue(), required.contains(property.getKey())))
                        .collect(Collectors.joining());
    }

    private static String row(String name, JsonNode property, boolean isRequired) {
        String values = property.has("enum")
                ? " One of " + StreamSupport.stream(property.path("enum").spliterator(), false).map(JsonNode::asText)
                        .collect(Collectors.joining(", ")) + "."
                : "";
        String example = property.has("example") ? " Example: `" + property.path("example").asText() + "`." : "";
        return "| " + (isRequired ? "**`" + name + "`**" : "`" + name + "`") + " | " + property.path("description").asText()
                + values + example + " | "
                + (property.has("default") ? "`" + property.path("default").asText() + "`" : "") + " | "
                + property.path("type").asText() + " |\n";
    }

    static List<String> routes() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE)).results().map((MatchResult block) -> block.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void itsRoutesRun(String yaml) throws Exception {
        Files.deleteIfExists(Path.of("target/docs/kamelet-runs.state"));
        sandbox.scenarios().start("scn_seed_orders", Map.of());
        Set<String> completed = ConcurrentHashMap.newKeySet();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeFailedEvent failure) {
                    failed.add(String.valueOf(failure.getExchange().getException()));
                } else if (event instanceof ExchangeCompletedEvent done) {
                    completed.add(done.getExchange().getFromRouteId());
                }
            }
        });

        yaml(yaml);

        Awaitility.await().atMost(ofMinutes(1))
                .until(() -> completed.containsAll(context.getRoutes().stream().map(Route::getRouteId).toList()));
        assertThat(failed).isEmpty();
    }

    @Test
    void itShowsTheExample() throws IOException {
        List<String> shown = routes();
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            assertThat(files.toList()).isNotEmpty().allSatisfy(file -> assertThat(shown).contains(Files.readString(file)));
        }
    }

    /** What the page says of them must be seen there. */
    @Test
    void itsRoutesUseEachKamelet() throws IOException {
        Set<String> used = new TreeSet<>();
        Pattern.compile("datamaker-[a-z-]+-(source|action|sink)").matcher(String.join("", routes())).results()
                .forEach(name -> used.add(name.group()));

        assertThat(KameletFiles.all().keySet()).allSatisfy(file -> assertThat(used).contains(file.replace(".kamelet.yaml", "")));
    }
}
