package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.cameldatamaker.client.ApiError;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerConnectionException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.Resilience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a service that does not answer is asked again. The time is a number. */
class OutageTest {

    private static final Resilience NEVER_WAITS = new Resilience(
            3, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), false, OptionalLong.empty());
    private static final DataMakerException UNREACHABLE = new DataMakerConnectionException("refused", true, new IOException());

    private long nanos = 77;

    private Outage outage(Resilience resilience) {
        return new Outage(resilience, () -> nanos);
    }

    private static ApiError error(int status) {
        return new ApiError(status, "code", "message", Map.of(), true, null, "POST", "/");
    }

    private static DataMakerException refusal(Duration retryAfter) {
        return new DataMakerRateLimitException(error(429), retryAfter);
    }

    @Test
    void twoMinutesUnlessTold() {
        Outage outage = outage(Resilience.DEFAULT);
        List<Long> pauses = new ArrayList<>();

        Optional<Duration> pause = outage.pauseAfter(UNREACHABLE);
        while (pause.isPresent()) {
            pauses.add(pause.get().toMillis());
            nanos += pause.get().toNanos();
            pause = outage.pauseAfter(UNREACHABLE);
        }

        assertThat(pauses).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 28_500L);
    }

    @Test
    void theRequestsTakeTheirTime() {
        Outage outage = outage(Resilience.DEFAULT);
        nanos += Duration.ofSeconds(120).toNanos();

        assertThat(outage.pauseAfter(UNREACHABLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "400, false", "404, false", "408, true", "422, false", "500, true", "503, true" })
    void whatPasses(int status, boolean passes) {
        assertThat(outage(Resilience.DEFAULT).pauseAfter(new DataMakerApiException(error(status))).isPresent()).isEqualTo(passes);
    }

    @Test
    void soDoesASilence() {
        assertThat(
                outage(Resilience.DEFAULT).pauseAfter(new DataMakerTimeoutException("", "responseTimeout", Duration.ZERO, null)))
                .isPresent();
        assertThat(outage(Resilience.DEFAULT).pauseAfter(new DataMakerException("a stopped endpoint"))).isEmpty();
    }

    @Test
    void aRefusalForAsLongAsItSays() {
        assertThat(outage(Resilience.DEFAULT).pauseAfter(refusal(Duration.ofSeconds(100)))).hasValue(Duration.ofSeconds(100));
        assertThat(outage(Resilience.DEFAULT).pauseAfter(refusal(Duration.ofMillis(1)))).hasValue(Duration.ofMillis(500));
        assertThat(outage(Resilience.DEFAULT).pauseAfter(refusal(null))).hasValue(Duration.ofMillis(500));
        assertThat(outage(Resilience.DEFAULT).pauseAfter(refusal(Duration.ofSeconds(121)))).isEmpty();
        assertThat(outage(NEVER_WAITS).pauseAfter(refusal(Duration.ofSeconds(1)))).isEmpty();
    }
}
