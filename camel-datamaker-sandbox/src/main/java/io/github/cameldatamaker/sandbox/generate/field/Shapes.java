package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import io.github.cameldatamaker.sandbox.generate.row.Seed;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import net.datafaker.Faker;

/**
 * Values of Datafaker's that serve as moulds: their digits are drawn anew in each row. For what costs Datafaker many microseconds a value.
 * Made once a JVM from a fixed seed, so they are the same on all.
 */
final class Shapes {

    private static final int PHONES = 256;
    private static final int LAST_DIGITS = 5;
    private static final Map<String, Shapes> MADE = new ConcurrentHashMap<>();

    private final String[] moulds;

    private Shapes(String[] moulds) {
        this.moulds = moulds;
    }

    /** Phone numbers as they are written in that locale. */
    static Shapes phones(Locale locale) {
        return make("phone " + locale.toLanguageTag(), PHONES, locale, faker -> faker.phoneNumber().phoneNumber());
    }

    /** The IBANs of a country that {@link FinanceTypes} has checked. */
    static Shapes ibans(String country) {
        return make("iban " + country, 64, LocaleChoice.PRESET, faker -> faker.finance().iban(country));
    }

    private static Shapes make(String key, int count, Locale locale, Function<Faker, String> value) {
        return MADE.computeIfAbsent(key, k -> {
            RowRandom random = new RowRandom();
            random.reseed(Seed.of(k));
            Faker faker = new Faker(locale, random);
            String[] moulds = new String[count];
            for (int i = 0; i < count; i++) {
                moulds[i] = value.apply(faker);
            }
            return new Shapes(moulds);
        });
    }

    /** Country and area as in the mould, the last five digits drawn: what libphonenumber has validated stays plausible. */
    String phone(RowRandom random) {
        char[] phone = moulds[random.nextInt(moulds.length)].toCharArray();
        int drawn = 0;
        for (int i = phone.length - 1; i >= 0 && drawn < LAST_DIGITS; i--) {
            if (phone[i] >= '0' && phone[i] <= '9') {
                phone[i] = digit(random);
                drawn++;
            }
        }
        return new String(phone);
    }

    /** All digits of the account drawn, and the check digits computed (ISO 13616: the remainder by 97 is 1). */
    String iban(RowRandom random) {
        char[] iban = moulds[random.nextInt(moulds.length)].toCharArray();
        for (int i = 4; i < iban.length; i++) {
            if (iban[i] >= '0' && iban[i] <= '9') {
                iban[i] = digit(random);
            }
        }
        iban[2] = '0';
        iban[3] = '0';
        int check = 98 - remainder(iban);
        iban[2] = (char) ('0' + check / 10);
        iban[3] = (char) ('0' + check % 10);
        return new String(iban);
    }

    private static int remainder(char[] iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length; i++) {
            int value = Character.digit(iban[(i + 4) % iban.length], 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }

    private static char digit(RowRandom random) {
        return (char) ('0' + random.nextInt(10));
    }
}
