package io.github.cameldatamaker.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.cameldatamaker.client.LineReader.Line;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines of a plain log. */
class LineReaderTest {

    private static List<Line> lines(String text, int maxLength) {
        LineReader reader = LineReader.ofText(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxLength);
        List<Line> lines = new ArrayList<>();
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static Line whole(String text) {
        return new Line(text, text.getBytes(StandardCharsets.UTF_8).length, false, true);
    }

    @Test
    void linesEndWithLfOrCrLf() {
        assertThat(lines("a\n\nb\r\n\r\nc\rd\n", 100)).containsExactly(whole("a"), whole(""), whole("b"), whole(""),
                whole("c\rd"));
        assertThat(lines("", 100)).isEmpty();
        assertThat(lines("\n", 100)).containsExactly(whole(""));
    }

    @Test
    void theLastLineMayLackItsEnd() {
        assertThat(lines("a\nb", 100)).containsExactly(whole("a"), new Line("b", 1, false, false));
        assertThat(lines("a\nb\r", 100)).containsExactly(whole("a"), new Line("b\r", 2, false, false));
    }

    @Test
    void longLinesAreCut() {
        assertThat(lines("abc\nabcd\nabc\r\nab€\n", 3)).containsExactly(
                whole("abc"), new Line("abc", 3, true, true), whole("abc"), new Line("ab", 2, true, true));
    }

    @Test
    void linesMayBeLongerThanTheBuffer() {
        String line = "€".repeat(10_000);

        assertThat(lines(line + "\n" + line + "\n", 1 << 20)).containsExactly(whole(line), whole(line));
        assertThat(lines(line + "\na\n", 9000)).containsExactly(new Line("€".repeat(3000), 9000, true, true), whole("a"));
    }
}
