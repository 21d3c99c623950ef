package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.plain;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.words.Vocabulary;
import io.github.cameldatamaker.sandbox.generate.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.datafaker.providers.base.Finance;

/** Accounts, cards, currencies. */
final class FinanceTypes {

    private static final String PRESET_COUNTRY = "DE";

    private FinanceTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                of("iban", Set.of("country", "locale"), FinanceTypes::iban).asSensitive(),
                plain("bic", row -> row.faker(LocaleChoice.PRESET).finance().bic()),
                plain("credit_card", row -> row.faker(LocaleChoice.PRESET).finance().creditCard()).asSensitive(),
                of("currency_code", Set.of(), options -> words("currency.code")),
                of("bank_name", Set.of(), options -> bankName()));
    }

    // The country is that of the option, else that of the locale, else that of the row.
    private static FieldValues iban(FieldOptions options) {
        Set<String> countries = Finance.ibanSupportedCountries();
        if (options.has("country")) {
            String country = options.text("country").toUpperCase(Locale.ROOT);
            if (!countries.contains(country)) {
                throw options.wrong("country", "one of " + String.join(", ", new TreeSet<>(countries)));
            }
            return ibanOf(country);
        }
        // Some locales have no country, and some countries, such as the United States, have no IBANs.
        return LocaleChoice.country(options).filter(countries::contains).map(FinanceTypes::ibanOf)
                .orElseGet(() -> ibanOfTheRow(countries));
    }

    private static FieldValues ibanOf(String country) {
        Shapes shapes = Shapes.ibans(country);
        return row -> shapes.iban(row.random());
    }

    private static FieldValues ibanOfTheRow(Set<String> countries) {
        String from = "country_code";
        Map<String, Shapes> shapes = new HashMap<>();
        return row -> {
            Object own = row.has(from) ? row.get(from) : row.get("country");
            String country = own instanceof String code && countries.contains(code) ? code : PRESET_COUNTRY;
            return shapes.computeIfAbsent(country, Shapes::ibans).iban(row.random());
        };
    }

    private static FieldValues bankName() {
        Words names = Vocabulary.of(LocaleChoice.PRESET).words("name.last_name");
        String[] kinds = { "Bank", "Savings Bank", "Trust", "Credit Union", "& Sons Bank" };
        return row -> names.pick(row) + " " + kinds[row.random().nextInt(kinds.length)];
    }

    private static FieldValues words(String key) {
        Words words = Vocabulary.of(LocaleChoice.PRESET).words(key);
        return row -> words.pick(row);
    }
}
