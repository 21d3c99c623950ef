package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.localized;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;
import static io.github.cameldatamaker.sandbox.generate.field.FieldType.plain;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Addresses and names on a network. Domains are those reserved for examples, so no test reaches a real mailbox or site. */
final class InternetTypes {

    private static final String[] DOMAINS = { "example.com", "example.org", "example.net" };
    private static final String HEX = "0123456789abcdef";

    private InternetTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                localized("email", InternetTypes::email).asSensitive(),
                localized("username", InternetTypes::username),
                plain("domain", row -> word(row) + "." + domain(row.random())),
                plain("url", row -> "https://" + word(row) + "." + domain(row.random()) + "/" + word(row)),
                plain("ip_address", row -> ipAddress(row.random())),
                plain("ipv6", row -> "2001:db8:" + groups(row.random(), 6, 4, ':')),
                plain("mac_address", row -> "02:" + groups(row.random(), 5, 2, ':')),
                plain("user_agent", row -> row.faker(LocaleChoice.PRESET).internet().userAgent()),
                plain("password", row -> row.faker(LocaleChoice.PRESET).credentials().password()),
                plain("uuid", row -> uuid(row.random())),
                of("hex", Set.of("length"), InternetTypes::hex),
                plain("file_name", row -> word(row) + "." + row.faker(LocaleChoice.PRESET).file().extension()),
                plain("mime_type", row -> row.faker(LocaleChoice.PRESET).file().mimeType()));
    }

    private static FieldValues email(LocaleChoice locale) {
        Function<Row, StringBuilder> mailbox = mailbox(locale);
        return row -> mailbox.apply(row).append('@').append(domain(row.random())).toString();
    }

    private static FieldValues username(LocaleChoice locale) {
        Function<Row, StringBuilder> mailbox = mailbox(locale);
        return row -> mailbox.apply(row).toString();
    }

    private static Function<Row, StringBuilder> mailbox(LocaleChoice locale) {
        PersonNames names = PersonNames.of(locale);
        return row -> Mailbox.of(names.first(row), names.last(row), row.random());
    }

    private static FieldValues hex(FieldOptions options) {
        int length = options.integer("length", 32, 1, 4096);
        return row -> groups(row.random(), 1, length, ':');
    }

    private static String uuid(RowRandom random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    // From the addresses reserved for private use.
    private static String ipAddress(RowRandom random) {
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + (1 + random.nextInt(254));
    }

    private static String groups(RowRandom random, int groups, int digits, char separator) {
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < groups; group++) {
            if (group > 0) {
                text.append(separator);
            }
            for (int digit = 0; digit < digits; digit++) {
                text.append(HEX.charAt(random.nextInt(HEX.length())));
            }
        }
        return text.toString();
    }

    private static String domain(RowRandom random) {
        return DOMAINS[random.nextInt(DOMAINS.length)];
    }

    private static String word(Row row) {
        return row.faker(LocaleChoice.PRESET).lorem().word();
    }
}
