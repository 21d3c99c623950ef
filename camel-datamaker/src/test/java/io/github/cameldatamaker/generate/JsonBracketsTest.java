package io.github.cameldatamaker.generate;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The brackets show where JSON may end, however its bytes are divided. */
class JsonBracketsTest {

    private static final String ROWS = "[ {\"a\":1,\"tags\":[\"]\",\"}\\\"]\",\"\\\\\"],\"in\":{\"b\":\"Größe 日本 😀 _yY\"}} ,\r\n"
            + "{\"a\":-1.5e3,\"tags\":[],\"in\":{},\"ok\":true,\"odd\":Infinity,\"backslashes\":\"\\\\\\\\\\\\\"}] \n";

    private static JsonBrackets noted(byte[] bytes, int size) {
        JsonBrackets brackets = new JsonBrackets();
        for (int at = 0; at < bytes.length; at += size) {
            brackets.note(bytes, at, Math.min(size, bytes.length - at));
        }
        return brackets;
    }

    private static boolean isOpen(String json) {
        boolean isOpen = noted(json.getBytes(UTF_8), 1).isOpen();
        for (int size : new int[] { 2, 7, 8, 9, 64, 1_000 }) {
            assertThat(noted(json.getBytes(UTF_8), size).isOpen()).as("%d bytes at a time of %s", size, json).isEqualTo(isOpen);
        }
        return isOpen;
    }

    @Test
    void aCutDocumentIsOpen() {
        assertThat(isOpen(ROWS)).isFalse();
        for (int end = 0; end < ROWS.length() - 3; end++) {
            assertThat(isOpen(ROWS.substring(0, end))).as(ROWS.substring(0, end)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", " {} ", "{\"a\":1}\n{\"a\":2}", "{\"rows\":[{\"a\":1}]}", "[\"\\\"\"]", "[\"\\\\\"]",
            "[NaN,{\"_\":y_Y}]" })
    void whole(String json) {
        assertThat(isOpen(json)).isFalse();
        assertThat(noted(json.getBytes(UTF_8), 100).isBroken()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "<html></html>", "12", "\"[]\"", "[]]", "{}}", "[] x", "[1]<br>", "null" })
    void aDocumentWithoutRowsIsBrokenAndNotOpen(String json) {
        assertThat(isOpen(json)).isFalse();
        assertThat(noted(json.getBytes(UTF_8), 100).isBroken()).isTrue();
    }

    /** Against a plain loop over the characters. */
    @Test
    void anyMixtureOfQuotesBracketsAndBackslashes() {
        Random random = new Random(11);
        String alphabet = "\"\"{}[]\\\\,:aüy_Y|~^Zz\u007f\u0001éÛ";
        for (int i = 0; i < 20_000; i++) {
            String text = "["
                    + random.ints(random.nextInt(60), 0, alphabet.length()).mapToObj(at -> alphabet.substring(at, at + 1))
                            .reduce("", String::concat)
                    + "]";
            assertThat(isOpen(text)).as(text).isEqualTo(plainly(text));
        }
    }

    private static boolean plainly(String text) {
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                i += c == '\\' ? 1 : 0;
                inString = c != '"';
            } else {
                inString = c == '"';
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            }
        }
        return depth > 0 || depth == 0 && inString;
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "ISO-8859-1", "windows-1252", "Shift_JIS",
            "GB18030", "IBM1047" })
    void inAnyCharset(String name) {
        // Letters of Japanese have a second byte that is a backslash or a bracket in ASCII.
        String json = "[{\"a\":\"" + (name.equals("Shift_JIS") ? "表ソ‐}" : "\\\\ü}") + "\",\"b\":[1]}]";
        byte[] whole = json.getBytes(Charset.forName(name));
        for (int size : new int[] { 1, 3, 5, 1_000 }) {
            for (int length = 0; length <= whole.length; length++) {
                EndOfDocument end = new EndOfDocument(GenerateFormat.json, Optional.of("application/json; charset=" + name));
                for (int at = 0; at < length; at += size) {
                    end.note(whole, at, Math.min(size, length - at));
                }
                // The last byte of the last bracket may be a zero.
                boolean isWhole = new String(whole, 0, length, Charset.forName(name)).equals(json);
                assertThat(end.isWhole()).as("%d of %d bytes, %d at a time", length, whole.length, size).isEqualTo(isWhole);
                assertThat(end.isBroken()).isFalse();
            }
        }
    }

    @Test
    void anUnknownCharsetShowsNothing() {
        EndOfDocument end = new EndOfDocument(GenerateFormat.json, Optional.of("application/json; charset=utf-9"));
        end.note(new byte[] { 1, 2, 3 }, 0, 3);

        assertThat(end.isWhole()).isTrue();
        assertThat(end.isBroken()).isFalse();
    }
}
