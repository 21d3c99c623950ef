package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import io.github.cameldatamaker.sandbox.generate.row.Seed;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import net.datafaker.Faker;

/**
 * Samples of Datafaker's values. A row takes one and draws new digits for it, because Datafaker needs many microseconds for such
 * a value. The samples are made from a fixed seed, so they are the same on all JVMs.
 */
final class Shapes {

    private static final int PHONES = 256;
    private static final int LAST_DIGITS = 5;
    // Two digits can follow it in a long.
    private static final long LONGEST = Long.MAX_VALUE / 1000;
    private static final Map<String, Shapes> MADE = new ConcurrentHashMap<>();

    private final char[][] samples;

    private Shapes(char[][] samples) {
        this.samples = samples;
    }

    /** Phone numbers of that locale. */
    static Shapes phones(Locale locale) {
        return make("phone " + locale.toLanguageTag(), PHONES, locale, faker -> faker.phoneNumber().phoneNumber());
    }

    /** IBANs of a country that has IBANs. */
    static Shapes ibans(String country) {
        return make("iban " + country, 64, LocaleChoice.PRESET, faker -> faker.finance().iban(country));
    }

    private static Shapes make(String key, int count, Locale locale, Function<Faker, String> value) {
        return MADE.computeIfAbsent(key, k -> {
            RowRandom random = new RowRandom();
            random.reseed(Seed.of(k));
            Faker faker = new Faker(locale, random);
            char[][] samples = new char[count][];
            for (int i = 0; i < count; i++) {
                samples[i] = value.apply(faker).toCharArray();
            }
            return new Shapes(samples);
        });
    }

    /** A phone number with new last five digits. Country and area stay as libphonenumber has validated them. */
    String phone(RowRandom random) {
        char[] phone = samples[random.nextInt(samples.length)].clone();
        int drawn = 0;
        for (int i = phone.length - 1; i >= 0 && drawn < LAST_DIGITS; i--) {
            if (phone[i] >= '0' && phone[i] <= '9') {
                phone[i] = digit(random);
                drawn++;
            }
        }
        return new String(phone);
    }

    /** An IBAN with new digits of the account and matching check digits (ISO 13616: the remainder by 97 is 1). */
    String iban(RowRandom random) {
        char[] iban = samples[random.nextInt(samples.length)].clone();
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
        long account = number(0, iban, 4, iban.length);
        return (int) (number(account, iban, 0, 4) % 97);
    }

    // The number that follows, or a smaller one with the same remainder. A letter counts as two digits: A is 10.
    private static long number(long before, char[] iban, int from, int to) {
        long number = before;
        for (int i = from; i < to; i++) {
            number = iban[i] <= '9' ? number * 10 + iban[i] - '0' : number * 100 + iban[i] - 'A' + 10;
            if (number > LONGEST) {
                number %= 97;
            }
        }
        return number;
    }

    private static char digit(RowRandom random) {
        return (char) ('0' + random.nextInt(10));
    }
}
