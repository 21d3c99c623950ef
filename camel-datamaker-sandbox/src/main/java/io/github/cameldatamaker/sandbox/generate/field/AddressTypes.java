package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.plain;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.words;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
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
                localized("address", AddressTypes::address),
                words("street", "address.street_address"),
                words("street_name", "address.street_name"),
                words("building_number", "address.building_number"),
                words("city", "address.city"),
                words("state", "address.state"),
                words("country", "address.country"),
                localized("postcode", AddressTypes::postcode),
                localized("zip", AddressTypes::postcode),
                of("country_code", Set.of(), options -> countryCode()),
                words("time_zone", "address.time_zone"),
                plain("latitude", row -> degrees(row.random(), 90)),
                plain("longitude", row -> degrees(row.random(), 180)));
    }

    // Datafaker has the list of all countries in no particular country's locale.
    private static FieldValues countryCode() {
        Words codes = Vocabulary.of(Locale.ENGLISH).words("address.country_code");
        return row -> codes.pick(row);
    }

    private static FieldValues address(LocaleChoice locale) {
        FieldValues street = locale.pick("address.street_address");
        FieldValues postcode = postcode(locale);
        FieldValues city = locale.pick("address.city");
        return row -> street.in(row) + ", " + postcode.in(row) + " " + city.in(row);
    }

    private static FieldValues postcode(LocaleChoice locale) {
        Function<Row, FieldValues> postcodes = locale.each(AddressTypes::postcode);
        return row -> postcodes.apply(row).in(row);
    }

    private static FieldValues postcode(Locale locale) {
        return Vocabulary.of(locale).patterns("address.postcode").<FieldValues>map(patterns -> patterns::pick)
                .orElse(row -> row.faker(locale).address().zipCode());
    }

    private static BigDecimal degrees(RowRandom random, int most) {
        long limit = most * 1_000_000L;
        return BigDecimal.valueOf(random.nextLong(-limit, limit + 1), MICRODEGREES);
    }
}
