package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.words;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import java.util.List;
import java.util.function.Function;
import net.datafaker.Faker;

/** Persons: their names, jobs and numbers. */
final class PersonTypes {

    private PersonTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                words("first_name", "name.first_name"),
                words("last_name", "name.last_name"),
                localized("full_name", PersonTypes::fullName),
                words("name_prefix", "name.prefix"),
                words("job_title", "job.title"),
                words("company", "company.name"),
                words("industry", "company.industry"),
                words("gender", "demographic.sex"),
                words("language", "nation.language"),
                localized("phone", PersonTypes::phone),
                faker("ssn", faker -> faker.idNumber().ssnValid()).asSensitive(),
                faker("tax_id", faker -> faker.idNumber().valid()).asSensitive());
    }

    private static FieldType faker(String type, Function<Faker, Object> value) {
        return localized(type, locale -> row -> value.apply(row.faker(locale.in(row))));
    }

    private static FieldValues fullName(LocaleChoice locale) {
        PersonNames names = PersonNames.of(locale);
        return row -> names.first(row) + " " + names.last(row);
    }

    private static FieldValues phone(LocaleChoice locale) {
        Function<Row, Shapes> shapes = locale.each(Shapes::phones);
        return row -> shapes.apply(row).phone(row.random());
    }
}
