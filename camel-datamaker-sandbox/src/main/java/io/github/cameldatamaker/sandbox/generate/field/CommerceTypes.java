package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.plain;

import io.github.cameldatamaker.sandbox.generate.FieldValues;
import io.github.cameldatamaker.sandbox.generate.Row;
import io.github.cameldatamaker.sandbox.generate.words.Words;
import java.util.List;
import java.util.function.Function;
import net.datafaker.Faker;

/** Products and what is said of them. */
final class CommerceTypes {

    private CommerceTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                localized("product_name", (options, generation) -> productName(LocaleChoice.of(options))),
                localized("department", (options, generation) -> words(LocaleChoice.of(options), "commerce.department")),
                localized("color", (options, generation) -> words(LocaleChoice.of(options), "color.name")),
                localized("material", (options, generation) -> words(LocaleChoice.of(options), "commerce.product_name.material")),
                of("price", Range.OPTIONS, (options, generation) -> NumberTypes.scaled(options, 2, 1, 500)),
                plain("sku", row -> sku(row)),
                plain("ean", row -> faker(row).code().ean13()),
                plain("vehicle", row -> faker(row).vehicle().makeAndModel()));
    }

    private static FieldValues words(LocaleChoice locale, String key) {
        Function<Row, Words> words = locale.words(key);
        return row -> words.apply(row).pick(row.generation());
    }

    private static FieldValues productName(LocaleChoice locale) {
        FieldValues adjective = words(locale, "commerce.product_name.adjective");
        FieldValues material = words(locale, "commerce.product_name.material");
        FieldValues product = words(locale, "commerce.product_name.product");
        return row -> adjective.in(row) + " " + material.in(row) + " " + product.in(row);
    }

    private static String sku(Row row) {
        StringBuilder sku = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            sku.append((char) ('A' + row.random().nextInt(26)));
        }
        return sku.append('-').append(row.random().nextInt(100_000, 1_000_000)).toString();
    }

    private static Faker faker(Row row) {
        return row.generation().faker(LocaleChoice.PRESET);
    }
}
