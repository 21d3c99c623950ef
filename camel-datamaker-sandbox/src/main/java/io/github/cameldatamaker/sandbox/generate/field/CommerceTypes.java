package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.plain;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.words;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import java.util.List;

/** Products. */
final class CommerceTypes {

    private CommerceTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                localized("product_name", CommerceTypes::productName),
                words("department", "commerce.department"),
                words("color", "color.name"),
                words("material", "commerce.product_name.material"),
                of("price", Range.OPTIONS, options -> NumberTypes.scaled(options, 2, 1, 500)),
                plain("sku", CommerceTypes::sku),
                plain("ean", row -> row.faker(LocaleChoice.PRESET).code().ean13()),
                plain("vehicle", row -> row.faker(LocaleChoice.PRESET).vehicle().makeAndModel()));
    }

    private static FieldValues productName(LocaleChoice locale) {
        FieldValues adjective = locale.pick("commerce.product_name.adjective");
        FieldValues material = locale.pick("commerce.product_name.material");
        FieldValues product = locale.pick("commerce.product_name.product");
        return row -> adjective.in(row) + " " + material.in(row) + " " + product.in(row);
    }

    private static String sku(Row row) {
        StringBuilder sku = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            sku.append((char) ('A' + row.random().nextInt(26)));
        }
        return sku.append('-').append(row.random().nextInt(100_000, 1_000_000)).toString();
    }
}
