package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.DrivenTime;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each minute is used completely, whatever the clock of the service, and however it tells the end of a minute. */
class RateHeadersTest extends LoopbackServiceTest<RawService> {

    private static final Instant START = Instant.parse("2026-01-01T10:00:10Z");
    private static final int A_MINUTE = 10;
    private static final int REQUESTS = 35;
    private static final String GET = "datamaker:getTemplate?template=t&maxRateLimitWait=1h";

    private final DrivenTime time = new DrivenTime(START);
    private final AtomicInteger refused = new AtomicInteger();
    private volatile Says says = Says.EPOCH_SECONDS;
    private long minute;
    private int used;

    RateHeadersTest() {
        super(new RawService());
    }

    /** How a service tells the end of its minute, and what its clock shows. */
    enum Says {
        EPOCH_SECONDS(0, true, end -> "" + end.getEpochSecond()),
        EPOCH_SECONDS_WITHOUT_DATE(0, false, end -> "" + end.getEpochSecond()),
        FRACTIONS(0, true, end -> end.getEpochSecond() + ".000"),
        MILLISECONDS(0, true, end -> "" + end.toEpochMilli()),
        SECONDS_LEFT(0, true, null),
        SECONDS_LEFT_WITHOUT_DATE(-90, false, null),
        SECONDS_LEFT_CUT(0, true, null),
        HTTP_DATE(0, true, Says::date),
        RFC_850(0, true, end -> format(end, "EEEE, dd-MMM-yy HH:mm:ss 'GMT'")),
        ASCTIME(0, true, end -> format(end, "EEE MMM ppd HH:mm:ss yyyy")),
        BEHIND_BY_90_S(-90, true, end -> "" + end.getEpochSecond()),
        AHEAD_BY_5_MIN(300, true, end -> "" + end.getEpochSecond()),
        AHEAD_BY_2_S(2, true, end -> "" + end.getEpochSecond()),
        BEHIND_BY_90_S_WITHOUT_DATE(-90, false, end -> "" + end.getEpochSecond()),
        AHEAD_BY_5_MIN_WITHOUT_DATE(300, false, end -> "" + end.getEpochSecond()),
        YEAR_2100(0, true, end -> "4102444800"),
        NO_RESET(0, true, end -> "later");

        private final Duration ahead;
        private final boolean withDate;
        private final Function<Instant, String> reset;

        Says(long secondsAhead, boolean withDate, Function<Instant, String> reset) {
            this.ahead = Duration.ofSeconds(secondsAhead);
            this.withDate = withDate;
            this.reset = reset;
        }

        private static String date(Instant at) {
            return format(at, "EEE, dd MMM yyyy HH:mm:ss 'GMT'");
        }

        private static String format(Instant at, String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(at.atOffset(ZoneOffset.UTC));
        }

        /** Rounded up, as the difference of two times in whole seconds is. */
        private long secondsLeft(Instant now, Instant end) {
            Duration left = Duration.between(now, end);
            return this == SECONDS_LEFT_CUT ? left.toSeconds() : left.plusNanos(999_999_999).toSeconds();
        }

        String headers(Instant now, Instant end) {
            String left = reset == null ? "" + secondsLeft(now, end) : reset.apply(end);
            return "X-RateLimit-Reset: " + left + "\r\n" + (withDate ? "Date: " + date(now) + "\r\n" : "");
        }
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        service.answer(request -> answer());
        ComponentInsides.setTime(component, time.clock(), time);
    }

    /** Ten requests in each minute of its own clock. */
    private synchronized String answer() {
        Instant now = time.clock().instant().plus(says.ahead);
        if (now.getEpochSecond() / 60 != minute) {
            minute = now.getEpochSecond() / 60;
            used = 0;
        }
        Instant end = Instant.ofEpochSecond((minute + 1) * 60);
        boolean fits = used < A_MINUTE;
        used += fits ? 1 : 0;
        if (!fits) {
            refused.incrementAndGet();
        }
        return "HTTP/1.1 " + (fits ? "200 OK" : "429 Too Many Requests")
                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + "X-RateLimit-Remaining: " + (A_MINUTE - used) + "\r\n" + says.headers(now, end)
                + (fits ? "" : "Retry-After: " + Duration.between(now, end).toSeconds() + "\r\n") + "\r\n{}";
    }

    /** Lets seconds pass until all are done, and counts them. */
    private long drive(List<CompletableFuture<Exchange>> sent) {
        return drive(sent, Duration.ofSeconds(1)).toSeconds();
    }

    private Duration drive(List<CompletableFuture<Exchange>> sent, Duration step) {
        Instant begin = time.clock().instant();
        Awaitility.await().pollInterval(Duration.ofMillis(1)).atMost(Duration.ofMinutes(1)).until(() -> {
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(this::nothingIsUnderWay);
            if (sent.stream().allMatch(CompletableFuture::isDone)) {
                return true;
            }
            time.advance(step);
            return false;
        });
        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException()).isNull());
        return Duration.between(begin, time.clock().instant());
    }

    private List<CompletableFuture<Exchange>> send(int number) {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            sent.add(send(GET, null));
        }
        return sent;
    }

    /** Four minutes are enough: the rest of the first, two whole ones, and the start of the fourth. */
    @ParameterizedTest
    @EnumSource
    void allOfEachMinuteIsUsed(Says how) {
        says = how;

        long seconds = drive(send(REQUESTS));

        // A guess lasts for a minute from its first answer, which came 10 seconds into the minute.
        assertThat(seconds).isLessThanOrEqualTo(4 * 60 + 10);
        assertThat(refused.get()).isLessThanOrEqualTo(4);
    }

    /** Whole seconds may be less than what is left, also those of Retry-After: in the last half of a second it is 0. */
    @Test
    void wholeSecondsMayBeCut() {
        says = Says.SECONDS_LEFT_CUT;
        time.advance(Duration.ofMillis(500));

        // An answer must not come after the half second.
        drive(send(A_MINUTE * 2), Duration.ofMillis(250));

        // One of those that wait finds out, not each of them.
        assertThat(refused.get()).isBetween(1, 2);
    }

    /** Not one after the other, as in an unknown minute. */
    @ParameterizedTest
    @EnumSource
    void severalRequestsGoAtOnce(Says how) {
        says = how;
        drive(send(1));

        assertGoTogether(5);
    }

    private void assertGoTogether(int number) {
        service.holdUntil(number);
        List<CompletableFuture<Exchange>> sent = send(number);

        // No time passes.
        Awaitility.await().until(() -> sent.stream().allMatch(CompletableFuture::isDone));
        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException()).isNull());
    }

    @Test
    void nothingIsRefusedIfTheTimeIsKnown() {
        for (Says how : List.of(Says.EPOCH_SECONDS, Says.BEHIND_BY_90_S, Says.AHEAD_BY_5_MIN, Says.SECONDS_LEFT,
                Says.MILLISECONDS)) {
            says = how;

            assertThat(drive(send(A_MINUTE * 2))).as(how.name()).isLessThanOrEqualTo(2 * 60 + 10);
        }
        assertThat(refused.get()).isZero();
    }

    /** One odd answer is forgotten when its minute is over. */
    @Test
    void oneResetInTheYear2100IsForgotten() {
        says = Says.YEAR_2100;
        drive(send(1));
        says = Says.EPOCH_SECONDS;
        time.advance(Duration.ofMinutes(1));

        assertThat(drive(send(REQUESTS))).isLessThanOrEqualTo(3 * 60 + 10);
        assertThat(refused.get()).isZero();
    }

    /** A service that stops counting. */
    @Test
    void headersMayStopComing() {
        drive(send(A_MINUTE));
        service.answer(request -> RawService.OBJECT);
        time.advance(Duration.ofMinutes(2));

        drive(send(1));

        assertGoTogether(20);
    }
}
