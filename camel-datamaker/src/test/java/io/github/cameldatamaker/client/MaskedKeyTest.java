package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskedKeyTest {

    private static Credentials masking(String key) {
        return new Credentials(ApiKey.of(key), AuthScheme.bearer, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
            "dm_live_0123456789, a dm_live_0123456789 z, a *** z",
            "dm_live_0123456789, dm_live_0123456789dm_live_0123456789, ******",
            "dm_live_0123456789, live_01234, ***", "dm_live_0123456789, 13_live_0123456789, 13***",
            "dm_live_0123456789, dm_live_, dm_live_",
            "short, a short key, a *** key", "dm_live_0123456789, '', ''" })
    void theKeyAndItsPartsAreMasked(String key, String text, String masked) {
        assertThat(masking(key).mask(text)).isEqualTo(masked);
    }

    @Test
    void anExceptionThatDoesNotQuoteItStaysAsItIs() {
        IOException error = new IOException("broken", new IOException("for another reason"));

        assertThat(masking("dm_live_0123456789").mask(error)).isSameAs(error);
    }

    @Test
    void theKeyIsMaskedInCausesAndSuppressedExceptions() {
        IOException error = new IOException("broken", new IOException("Bearer dm_live_0123456789"));
        IOException other = new IOException("broken");
        other.addSuppressed(new IOException("Bearer dm_live_0123456789"));

        assertThat(masking("dm_live_0123456789").mask(error)).hasStackTraceContaining("Bearer ***")
                .hasStackTraceContaining("broken")
                .satisfies(masked -> assertThat(masked.getCause().toString()).doesNotContain("0123456789"));
        assertThat(masking("dm_live_0123456789").mask(other).getSuppressed()).isEmpty();
    }
}
