package io.github.cameldatamaker.run;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A time as services write it: ISO 8601, in UTC if it has no offset, or a number of seconds or milliseconds since 1970. Any other
 * value is no time, and no error.
 */
final class ServiceTime {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");
    /** As seconds this is the year 5138, as milliseconds 1973. */
    private static final BigDecimal FINER_UNIT = new BigDecimal(100_000_000_000L);
    private static final int MOST_DIGITS = 20;
    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .toFormatter(Locale.ROOT);

    private ServiceTime() {
    }

    /** The time; empty if the value is none. */
    static Optional<Instant> of(@Nullable Object value) {
        try {
            if (value instanceof Number number) {
                return ofNumber(new BigDecimal(number.toString()));
            }
            String text = String.valueOf(value).trim();
            return NUMBER.matcher(text).matches() ? ofNumber(new BigDecimal(text)) : Optional.of(ofText(text));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> ofNumber(BigDecimal number) {
        // Some services send 0 for no time yet.
        if (number.signum() <= 0 || number.precision() - number.scale() > MOST_DIGITS) {
            return Optional.empty();
        }
        BigDecimal seconds = number;
        while (seconds.compareTo(FINER_UNIT) >= 0) {
            seconds = seconds.movePointLeft(3);
        }
        long whole = seconds.longValue();
        return Optional
                .of(Instant.ofEpochSecond(whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue()));
    }

    private static Instant ofText(String text) {
        TemporalAccessor time = TEXT.parseBest(text.replaceFirst(" ", "T"), OffsetDateTime::from, LocalDateTime::from,
                LocalDate::from);
        if (time instanceof OffsetDateTime complete) {
            return complete.toInstant();
        }
        LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
        return local.toInstant(ZoneOffset.UTC);
    }
}
