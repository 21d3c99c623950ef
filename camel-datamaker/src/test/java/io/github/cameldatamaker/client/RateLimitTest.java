package io.github.cameldatamaker.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");
    private static final String EPOCH = "1793954940";
    private static final String DATE = "Fri, 06 Nov 2026 08:49:00 GMT";

    private static RateLimit of(String... namesAndValues) {
        return RateLimit.of(Headers.of(namesAndValues), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1793954977", "1793954977.0", " 1793954977 ", "1793954977000", "37", "37.0", "Fri, 06 Nov 2026 08:49:37 GMT",
            "Friday, 06-Nov-26 08:49:37 GMT", "Fri Nov  6 08:49:37 2026" })
    void theFormsOfAReset(String reset) {
        for (RateLimit said : new RateLimit[] { of("X-RateLimit-Reset", reset), of("X-RateLimit-Reset", reset, "Date", DATE) }) {
            assertThat(said.left()).contains(Duration.ofSeconds(37));
            assertThat(said.reset()).contains(NOW.plusSeconds(37));
            assertThat(said.refusal()).contains(Duration.ofSeconds(37));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "37", "36.2", "36.999999999", "1793954977", "1793954977000", "Fri, 06 Nov 2026 08:49:37 GMT",
            "Friday, 06-Nov-26 08:49:37 GMT",
            "Fri Nov  6 08:49:37 2026" })
    void theFormsOfRetryAfter(String wait) {
        assertThat(of("Retry-After", wait).retryAfter().orElseThrow()).isBetween(Duration.ofMillis(36_200),
                Duration.ofSeconds(37));
        assertThat(of("Retry-After", wait, "X-RateLimit-Reset", "5").refusal()).isEqualTo(of("Retry-After", wait).retryAfter());
    }

    /** The clocks of the service and of this machine differ. The Date header shows by how much. */
    @ParameterizedTest
    @ValueSource(longs = { -86_400, -300, -90, -3, 3, 90, 300, 86_400 })
    void theClockOfTheServiceMayDiffer(long ahead) {
        Instant there = NOW.plusSeconds(ahead);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC));
        String later = DateTimeFormatter.RFC_1123_DATE_TIME.format(there.plusSeconds(20).atOffset(ZoneOffset.UTC));

        RateLimit said = of("Date", date, "X-RateLimit-Reset", "" + there.plusSeconds(20).getEpochSecond(), "Retry-After", later);

        assertThat(said.left()).contains(Duration.ofSeconds(20));
        assertThat(said.retryAfter()).contains(Duration.ofSeconds(20));
        assertThat(said.reset()).contains(there.plusSeconds(20));
    }

    /** A minute cannot end in the year 2100 or long ago, so its end is unknown. */
    @ParameterizedTest
    @ValueSource(strings = {
            "4102444800", "4102444800000", "1793954000", "0.5e9", "99999999", "-7", "999999999999999999", "9223372036854775807",
            "soon", "",
            "1e999999999", "Fri, 01 Jan 2100 00:00:00 GMT" })
    void aResetThatCannotBeTrueIsIgnored(String reset) {
        for (RateLimit said : new RateLimit[] { of("X-RateLimit-Reset", reset), of("X-RateLimit-Reset", reset, "Date", DATE) }) {
            assertThat(said.left()).isEmpty();
            assertThat(said.refusal()).isEmpty();
        }
    }

    /** A wrong Date, as a cache may send it, is worse than none. */
    @Test
    void aDateThatCannotBeTrueIsIgnored() {
        assertThat(of("Date", "Fri, 06 Nov 2020 08:49:00 GMT", "X-RateLimit-Reset", "1793954977").left())
                .contains(Duration.ofSeconds(37));
        assertThat(of("Date", "Fri, 06 Nov 2037 08:49:00 GMT", "Retry-After", "Fri, 06 Nov 2026 08:49:37 GMT").retryAfter())
                .contains(Duration.ofSeconds(37));
    }

    @ParameterizedTest
    @CsvSource({ "-5, 0", "0, 0", "0.0, 0", "121, 121", "86400, 86400" })
    void waitsAreNotBounded(String wait, long seconds) {
        assertThat(of("Retry-After", wait).retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({ "59, 59", "59.9, 59", "0, 0", "-1, -1", "many,", "99999999999999999999," })
    void remaining(String told, Long expected) {
        assertThat(of("X-RateLimit-Remaining", told).remaining()).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void headersMayBeAbsent() {
        assertThat(of()).isEqualTo(new RateLimit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(EPOCH).isEqualTo("" + NOW.getEpochSecond());
    }
}
