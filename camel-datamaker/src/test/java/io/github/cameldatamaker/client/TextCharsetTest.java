package io.github.cameldatamaker.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which charset a text has, and that it is decoded in any charset. */
class TextCharsetTest {

    private static final String TEXT = "[{\"näme\":\"日本 😀 " + "é😀".repeat(9000) + "\"}]";

    private static TextCharset declared(String charset) {
        return TextCharset.of("GET /x -> 200",
                charset.isEmpty() ? Optional.empty() : Optional.of("text/plain; charset=" + charset));
    }

    private static byte[] marked(String text, Charset charset) {
        return ("\uFEFF" + text).getBytes(charset);
    }

    /** As many bytes at a time. */
    private static InputStream dripping(byte[] bytes, int size) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, size));
            }
        };
    }

    static Stream<Arguments> texts() {
        return Stream.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE").map(Charset::forName)
                .flatMap(charset -> Stream.of(
                        Arguments.of(charset.name(), TEXT.getBytes(charset)),
                        Arguments.of("", TEXT.getBytes(charset)),
                        Arguments.of(charset.name(), marked(TEXT, charset)),
                        Arguments.of("", marked(TEXT, charset)),
                        // The mark is in the text itself, and wins over the declaration.
                        Arguments.of("ISO-8859-1", marked(TEXT, charset))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theTextIsTheSameWhateverItsCharset(String name, byte[] bytes) throws Exception {
        for (int size : List.of(1, 3, 8192, 1_000_000)) {
            assertThat(new String(declared(name).utf8(dripping(bytes, size)).readAllBytes(), UTF_8)).isEqualTo(TEXT);
            assertThat(new String(declared(name).lenientUtf8(dripping(bytes, size)).readAllBytes(), UTF_8)).isEqualTo(TEXT);
        }
        assertThat(declared(name).text(bytes)).isEqualTo(TEXT);
        assertThat(declared(name).lenientText(bytes)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Shift_JIS", "GB18030", "EUC-JP", "IBM1047", "ISO-2022-JP" })
    void otherCharsetsAreDecoded(String name) throws Exception {
        String text = "[{\"a\":\"日本 {[\\\\]}" + "語".repeat(5000) + "\"}]";
        if (name.equals("IBM1047")) {
            text = "[{\"a\":\"äöü\"}]";
        }
        byte[] bytes = text.getBytes(Charset.forName(name));

        assertThat(new String(declared(name).utf8(dripping(bytes, 5)).readAllBytes(), UTF_8)).isEqualTo(text);
        assertThat(declared(name).text(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "[]", "é" })
    void aShortText(String text) throws Exception {
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            assertThat(declared(charset.name()).utf8(new ByteArrayInputStream(text.getBytes(charset))))
                    .hasBinaryContent(text.getBytes(UTF_8));
            assertThat(declared("").utf8(new ByteArrayInputStream(marked(text, charset)))).hasBinaryContent(text.getBytes(UTF_8));
            assertThat(declared("").text(marked(text, charset))).isEqualTo(text);
        }
    }

    @Test
    void utf16WithoutAMarkIsSeenByItsZeros() throws Exception {
        assertThat(declared("UTF-16").text("a,b\n1,2".getBytes(UTF_16LE))).isEqualTo("a,b\n1,2");
        assertThat(declared("UTF-16").text("a,b\n1,2".getBytes(UTF_16BE))).isEqualTo("a,b\n1,2");
        assertThat(declared("UTF-16").text("日本".getBytes(UTF_16BE))).isEqualTo("日本");
    }

    @Test
    void bytesOfAnotherCharsetAreAnError() {
        byte[] latin1 = "ä,b".getBytes(ISO_8859_1);
        byte[] halfPair = Arrays.copyOf("😀a".getBytes(UTF_16LE), 2);
        byte[] unpaired = { halfPair[0], halfPair[1], 'a', 0 };

        assertThatThrownBy(() -> declared("").text(latin1)).isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> declared("UTF-16LE").utf8(new ByteArrayInputStream(unpaired)).readAllBytes())
                .isInstanceOf(CharConversionException.class).hasMessageContaining("UTF-16LE");
        assertThatThrownBy(() -> declared("UTF-16LE").utf8(new ByteArrayInputStream(new byte[] { 'a', 0, 'b' })).readAllBytes())
                .isInstanceOf(EOFException.class);
    }

    @Test
    void bytesOfAnotherCharsetMayBeReplaced() throws Exception {
        assertThat(declared("").lenientText("ä,b".getBytes(ISO_8859_1))).isEqualTo("\uFFFD,b");
        assertThat(declared("UTF-16LE").lenientUtf8(new ByteArrayInputStream(new byte[] { 'a', 0, 'b' })))
                .hasBinaryContent("a\uFFFD".getBytes(UTF_8));
        assertThat(declared("").text("\uFFFD".getBytes(UTF_8))).isEqualTo("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = { "utf-9", "-x" })
    void anUnknownCharsetIsNamed(String name) {
        assertThatThrownBy(() -> declared(name)).isInstanceOf(DataMakerException.class).hasMessageContaining("GET /x -> 200")
                .hasMessageContaining("'" + name + "'").hasMessageContaining("only its bytes");
    }

    @Test
    void aNameThatIsTooLongIsNotShown() {
        String key = "dm_live_0123456789abcdef";

        assertThatThrownBy(() -> declared(key)).isInstanceOf(DataMakerException.class).hasMessageNotContaining(key);
    }

    @Test
    void aContentTypeThatCannotBeReadDeclaresNone() throws Exception {
        assertThat(TextCharset.of("x", Optional.of("nonsense")).text("ä".getBytes(UTF_8))).isEqualTo("ä");
        assertThat(TextCharset.of("x", Optional.of("text/csv; charset=\"iso-8859-1\"")).text("ä".getBytes(ISO_8859_1)))
                .isEqualTo("ä");
    }

    @Test
    void aLongTextIsReadInParts() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream utf8 = declared("UTF-16BE").utf8(new ByteArrayInputStream(TEXT.getBytes(UTF_16BE)));
        for (int b = utf8.read(); b >= 0; b = utf8.read()) {
            out.write(b);
        }

        assertThat(out.toString(UTF_8)).isEqualTo(TEXT);
    }
}
