package io.github.cameldatamaker.generate.rows;

import java.io.CharConversionException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The text of a row is the one that the JDK makes, or an error if the bytes are no UTF-8. */
class RowDecoderTest {

    private final RowDecoder decoder = new RowDecoder();

    @ParameterizedTest
    @ValueSource(strings = {
            "", "a", "Anna Smith lives in London", "ü", "Jürgen Müller, Hauptstraße 12, München", "\u0080\u00ff", "Zoë",
            "Łódź is no Latin-1",
            "Müller, then Łódź", "a smile 😀", "日本の住所", "the replacement \uFFFD itself", "Žluťoučký kůň", "Ελληνικά, and 東京",
            "ends with ü", "ü begins, and a long run of letters comes behind it, and no other" })
    void decodesText(String text) throws Exception {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.text(utf8, 0, utf8.length)).isEqualTo(text);
    }

    private String textOrError(byte[] utf8, int from, int to) {
        try {
            return decoder.text(utf8, from, to);
        } catch (CharConversionException e) {
            return "no UTF-8";
        }
    }

    private static String strictly(byte[] utf8, int from, int to) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            return "no UTF-8";
        }
    }

    @Test
    void decodesFromAndToAnyByte() throws Exception {
        byte[] utf8 = "Jürgen Müller, Hauptstraße 12, München, Łódź 😀".getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from <= utf8.length; from++) {
            for (int to = from; to <= utf8.length; to++) {
                assertThat(textOrError(utf8, from, to)).as("from %d to %d", from, to).isEqualTo(strictly(utf8, from, to));
            }
        }
    }

    @Test
    void refusesMalformedUtf8AsTheJdkDoes() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            byte[] bytes = { 'a', (byte) (pair >> 8), (byte) pair, 'z' };
            assertThat(textOrError(bytes, 0, bytes.length)).isEqualTo(strictly(bytes, 0, bytes.length));
        }
    }

    /** Each that begins as a letter of two or three bytes: overlong ones, halves of surrogates and cut ones among them. */
    @Test
    void refusesMalformedLettersOfThreeBytes() {
        for (int first = 0xc0; first < 0x100; first++) {
            for (int second = 0x70; second < 0xd0; second++) {
                for (int third : new int[] { 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0 }) {
                    byte[] bytes = { 'a', (byte) 0xc5, (byte) 0x81, (byte) first, (byte) second, (byte) third, 'z' };
                    for (int to = 4; to <= bytes.length; to++) {
                        assertThat(textOrError(bytes, 0, to)).isEqualTo(strictly(bytes, 0, to));
                    }
                }
            }
        }
    }

    @Test
    void keepsNothingOfTheRowBefore() throws Exception {
        Random random = new Random(7);
        for (int row = 0; row < 2000; row++) {
            String text = random.ints(random.nextInt(2000), 'a', row % 2 == 0 ? 0x101 : 0xd7ff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint,
                            StringBuilder::append)
                    .toString();
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            assertThat(decoder.text(utf8, 0, utf8.length)).isEqualTo(text);
        }
    }
}
