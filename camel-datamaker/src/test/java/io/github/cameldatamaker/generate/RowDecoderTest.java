package io.github.cameldatamaker.generate;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The text of a row is what the JDK makes of its bytes, whatever they are. */
class RowDecoderTest {

    private final RowDecoder decoder = new RowDecoder();

    @ParameterizedTest
    @ValueSource(strings = {
            "", "a", "Anna Smith lives in London", "ü", "Jürgen Müller, Hauptstraße 12, München", "\u0080\u00ff", "Zoë", "Łódź is no Latin-1",
            "Müller, then Łódź", "a smile 😀", "ends with ü", "ü begins, and a long run of letters comes behind it, and no other" })
    void decodesText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.text(utf8, 0, utf8.length)).isEqualTo(text);
    }

    @Test
    void decodesFromAndToAnyByte() {
        byte[] utf8 = "Jürgen Müller, Hauptstraße 12, München, Łódź 😀".getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from <= utf8.length; from++) {
            for (int to = from; to <= utf8.length; to++) {
                assertThat(decoder.text(utf8, from, to)).as("from %d to %d", from, to)
                        .isEqualTo(new String(utf8, from, to - from, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void replacesWhatIsNoUtf8AsTheJdkDoes() {
        for (int pair = 0; pair < 1 << 16; pair++) {
            byte[] bytes = { 'a', (byte) (pair >> 8), (byte) pair, 'z' };
            assertThat(decoder.text(bytes, 0, bytes.length)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void keepsNothingOfTheRowBefore() {
        Random random = new Random(7);
        for (int row = 0; row < 2000; row++) {
            String text = random.ints(random.nextInt(2000), 'a', 0x101).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                    StringBuilder::append).toString();
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            assertThat(decoder.text(utf8, 0, utf8.length)).isEqualTo(text);
        }
    }
}
