package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.plain;

import io.github.cameldatamaker.sandbox.generate.FieldValues;
import io.github.cameldatamaker.sandbox.generate.Row;
import io.github.cameldatamaker.sandbox.generate.RowRandom;
import io.github.cameldatamaker.sandbox.generate.words.Vocabulary;
import io.github.cameldatamaker.sandbox.generate.words.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Places. */
final class AddressTypes {

    private static final int MICRODEGREES = 6;

    private AddressTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                localized("address", (options, generation) -> address(LocaleChoice.of(options))),
                localized("street", (options, generation) -> words(LocaleChoice.of(options), "address.street_address")),
                localized("street_name", (options, generation) -> words(LocaleChoice.of(options), "address.street_name")),
                localized("building_number", (options, generation) -> words(LocaleChoice.of(options), "address.building_number")),
                localized("city", (options, generation) -> words(LocaleChoice.of(options), "address.city")),
                localized("state", (options, generation) -> words(LocaleChoice.of(options), "address.state")),
                localized("country", (options, generation) -> words(LocaleChoice.of(options), "address.country")),
                localized("postcode", (options, generation) -> postcode(LocaleChoice.of(options))),
                localized("zip", (options, generation) -> postcode(LocaleChoice.of(options))),
                of("country_code", Set.of(), (options, generation) -> countryCode()),
                localized("time_zone", (options, generation) -> words(LocaleChoice.of(options), "address.time_zone")),
                plain("latitude", row -> degrees(row.random(), 90)),
                plain("longitude", row -> degrees(row.random(), 180)));
    }

    private static FieldValues words(LocaleChoice locale, String key) {
        Function<Row, Words> words = locale.words(key);
        return row -> words.apply(row).pick(row.generation());
    }

    // Datafaker's list of all countries is that of no country in particular.
    private static FieldValues countryCode() {
        Words codes = Vocabulary.of(Locale.ENGLISH).words("address.country_code");
        return row -> codes.pick(row.generation());
    }

    private static FieldValues address(LocaleChoice locale) {
        FieldValues street = words(locale, "address.street_address");
        FieldValues postcode = postcode(locale);
        FieldValues city = words(locale, "address.city");
        return row -> street.in(row) + ", " + postcode.in(row) + " " + city.in(row);
    }

    private static FieldValues postcode(LocaleChoice locale) {
        return row -> row.generation().faker(locale.in(row)).address().zipCode();
    }

    private static BigDecimal degrees(RowRandom random, int most) {
        long limit = most * 1_000_000L;
        return BigDecimal.valueOf(random.nextLong(-limit, limit + 1), MICRODEGREES);
    }
}
