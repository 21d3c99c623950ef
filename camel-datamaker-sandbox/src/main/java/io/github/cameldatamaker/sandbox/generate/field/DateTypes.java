package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Dates (2026-04-12) and times (2026-04-12T10:31:00Z, always UTC) between {@code min} and {@code max}, both included. A limit is
 * a date, a time or {@code now}. With {@code recent_bias}, half of the values lie in the last {@code halflife_days}, half of the
 * rest in as many days before, and so on.
 */
final class DateTypes {

    private static final Set<String> OPTIONS = Set.of("min", "max", "recent_bias", "halflife_days");
    // Fixed limits, so that a template without its own makes the same rows tomorrow.
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2025-12-31T23:59:59Z");
    private static final long DAY = 86_400;
    private static final double LOG_2 = StrictMath.log(2);

    private DateTypes() {
    }

    static List<FieldType> types() {
        return List.of(of("date", OPTIONS, DateTypes::date), of("datetime", OPTIONS, DateTypes::datetime));
    }

    private static FieldValues date(FieldOptions options) {
        long least = Math.floorDiv(limit(options, "min", EARLIEST), DAY);
        long most = Math.floorDiv(limit(options, "max", LATEST), DAY);
        ToLongFunction<RowRandom> days = within(options, least, most, 1);
        return row -> LocalDate.ofEpochDay(days.applyAsLong(row.random())).toString();
    }

    private static FieldValues datetime(FieldOptions options) {
        long least = limit(options, "min", EARLIEST);
        long most = limit(options, "max", LATEST);
        ToLongFunction<RowRandom> seconds = within(options, least, most, DAY);
        return row -> text(seconds.applyAsLong(row.random()));
    }

    /** Writes a time as {@link Instant#toString()} does, but faster. */
    static String text(long second) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, DAY));
        StringBuilder text = new StringBuilder(24);
        if (date.getYear() < 1000 || date.getYear() > 9999) {
            text.append(date);
        } else {
            twoDigits(text.append(date.getYear()).append('-'), date.getMonthValue());
            twoDigits(text.append('-'), date.getDayOfMonth());
        }
        int ofDay = (int) Math.floorMod(second, DAY);
        twoDigits(text.append('T'), ofDay / 3600);
        twoDigits(text.append(':'), ofDay / 60 % 60);
        twoDigits(text.append(':'), ofDay % 60);
        return text.append('Z').toString();
    }

    private static void twoDigits(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static ToLongFunction<RowRandom> within(FieldOptions options, long least, long most, long unitsPerDay) {
        if (least > most) {
            throw options.invalid("min is after max");
        }
        if (!options.flag("recent_bias", options.has("halflife_days"))) {
            return random -> random.nextLong(least, most + 1);
        }
        double halflife = options.real("halflife_days", 30) * unitsPerDay;
        if (halflife <= 0) {
            throw options.wrong("halflife_days", "above 0");
        }
        // The inverse of an exponential distribution, cut off at the lower limit, so that values do not pile up there.
        double reach = 1 - StrictMath.pow(2, -(double) (most - least + 1) / halflife);
        return random -> {
            double age = -halflife * StrictMath.log(1 - random.nextDouble() * reach) / LOG_2;
            return Math.max(least, most - (long) age);
        };
    }

    private static long limit(FieldOptions options, String option, Instant preset) {
        if (!options.has(option)) {
            return preset.getEpochSecond();
        }
        String text = options.text(option);
        if (text.equals("now")) {
            return options.now().getEpochSecond();
        }
        try {
            return text.contains("T") ? OffsetDateTime.parse(text).toEpochSecond()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        } catch (DateTimeParseException e) {
            throw options.wrong(option, "a date (2026-04-12), a time (2026-04-12T10:31:00Z) or now");
        }
    }
}
