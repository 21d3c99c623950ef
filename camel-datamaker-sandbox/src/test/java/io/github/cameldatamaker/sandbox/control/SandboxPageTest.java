package io.github.cameldatamaker.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the sandbox: their table of control calls is whole, and their lines with curl work as they stand there. */
class SandboxPageTest {

    private static final Path PAGE = Path.of("../docs/sandbox.md");
    private static final List<Path> PAGES = List.of(PAGE, Path.of("README.md"));
    // Lines that end with \, or end within '...', go on.
    private static final Pattern CURL = Pattern.compile("(?m)^curl((?:'[^']*'|\\\\\\R|[^\\n])*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s'\\\\]+)");

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();

    @Test
    void theTableNamesEveryControlCall() throws IOException {
        List<String> documented = Api.json(new Api(sandbox.baseUrl() + "/_sandbox/api", "").get("/openapi.json").body())
                .path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().substring("/_sandbox/api".length())))
                .filter(call -> !call.equals("GET /openapi.json")).toList();

        assertThat(callsOfTheTable()).containsExactlyInAnyOrderElementsOf(documented);
    }

    /** A cell such as {@code `GET`, `PUT /clock`; `POST /clock/advance`}: a method without a path has the next one's. */
    private static List<String> callsOfTheTable() throws IOException {
        return Files.readString(PAGE).lines().dropWhile(line -> !line.startsWith("| call |")).skip(2)
                .takeWhile(line -> line.startsWith("|")).map(line -> line.split("\\|")[1])
                .flatMap(cell -> Arrays.stream(cell.split(";")))
                .flatMap(calls -> {
                    String path = calls.replaceAll("(?s).* (/[^`]*)`.*", "$1");
                    return Pattern.compile("`([A-Z]+)").matcher(calls).results().map(method -> method.group(1) + " " + path);
                }).toList();
    }

    @Test
    void theTableNamesEveryFault() throws IOException {
        List<String> cells = Files.readString(PAGE).lines().dropWhile(line -> !line.startsWith("| fault |")).skip(2)
                .takeWhile(line -> line.startsWith("|")).map(line -> line.split("\\|")[1]).toList();

        assertThat(
                Pattern.compile("`(\\w+)\\(").matcher(String.join("", cells)).results().map(fault -> fault.group(1)).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(FaultKind.values()).map(FaultKind::name).toList());
    }

    static Stream<String> curls() throws IOException {
        Stream.Builder<String> curls = Stream.builder();
        for (Path page : PAGES) {
            CURL.matcher(Files.readString(page)).results().forEach(line -> curls.add(line.group(1)));
        }
        return curls.build();
    }

    @ParameterizedTest
    @MethodSource("curls")
    void curlGetsAnAnswer(String arguments) {
        HttpResponse<String> response = new Api(sandbox).send(request(arguments));

        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        assertThat(response.body()).isNotEmpty();
    }

    @Test
    void allLinesAreFound() throws IOException {
        long written = 0;
        for (Path page : PAGES) {
            written += Files.readString(page).lines().filter(line -> line.startsWith("curl ")).count();
        }

        assertThat(curls()).hasSize((int) written).hasSizeGreaterThan(5);
    }

    private HttpRequest request(String arguments) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String method = "GET";
        String body = null;
        Iterator<String> words = WORD.matcher(arguments).results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1)).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "-s" -> {
                }
                case "-X" -> method = words.next();
                case "-H" -> {
                    String[] header = words.next().split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> {
                    body = words.next();
                    method = "POST";
                }
                default -> {
                    assertThat(word).startsWith("http://localhost:8642/");
                    request.uri(URI.create(word.replace("http://localhost:8642", sandbox.baseUrl())));
                }
            }
        }
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
    }
}
