package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;

import io.github.cameldatamaker.sandbox.generate.FieldValues;
import io.github.cameldatamaker.sandbox.generate.Row;
import io.github.cameldatamaker.sandbox.generate.words.Words;
import java.util.List;
import java.util.function.Function;

/** Names, jobs, numbers of persons. */
final class PersonTypes {

    private PersonTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                words("first_name", "name.first_name"),
                words("last_name", "name.last_name"),
                localized("full_name", (options, generation) -> fullName(LocaleChoice.of(options))),
                words("name_prefix", "name.prefix"),
                words("job_title", "job.title"),
                words("company", "company.name"),
                words("industry", "company.industry"),
                words("gender", "demographic.sex"),
                words("language", "nation.language"),
                localized("phone", (options, generation) -> phone(LocaleChoice.of(options))),
                faker("ssn", (row, faker) -> faker.idNumber().ssnValid()).asSensitive(),
                faker("tax_id", (row, faker) -> faker.idNumber().valid()).asSensitive());
    }

    private static FieldType words(String type, String key) {
        return localized(type, (options, generation) -> {
            Function<Row, Words> words = LocaleChoice.of(options).words(key);
            return row -> words.apply(row).pick(row.generation());
        });
    }

    private static FieldType faker(String type, java.util.function.BiFunction<Row, net.datafaker.Faker, Object> value) {
        return localized(type, (options, generation) -> {
            LocaleChoice locale = LocaleChoice.of(options);
            return row -> value.apply(row, row.generation().faker(locale.in(row)));
        });
    }

    // Those of the row, if it has them: a row speaks of one person.
    private static FieldValues fullName(LocaleChoice locale) {
        Function<Row, Words> first = locale.words("name.first_name");
        Function<Row, Words> last = locale.words("name.last_name");
        return row -> {
            Object firstName = row.has("first_name") ? row.get("first_name") : first.apply(row).pick(row.generation());
            Object lastName = row.has("last_name") ? row.get("last_name") : last.apply(row).pick(row.generation());
            return firstName + " " + lastName;
        };
    }

    private static FieldValues phone(LocaleChoice locale) {
        Function<Row, Shapes> shapes = locale.each(Shapes::phones);
        return row -> shapes.apply(row).phone(row.random());
    }
}
