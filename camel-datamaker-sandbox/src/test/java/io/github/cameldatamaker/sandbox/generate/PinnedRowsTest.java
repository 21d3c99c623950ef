package io.github.cameldatamaker.sandbox.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.generate.field.EveryType;
import io.github.cameldatamaker.sandbox.generate.field.FieldTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.datafaker.Faker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Holds many rows to digests that are written down: a faster way to make a row must make the same row. The files in
 * {@code golden} show single rows; this test has the breadth.
 */
class PinnedRowsTest {

    private static final List<String> TEMPLATES = List.of("tmpl_customer", "tmpl_order", "tmpl_order_line", "tmpl_product",
            "tmpl_payment");
    // Datafaker may draw the birthday in such a number relative to today.
    private static final Set<String> NOT_PINNED = Set.of("ssn", "tax_id");
    private static final int ROWS = 1_000;

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final Api api = driven.api();

    @Test
    void readyMadeTemplatesMakeThePinnedRowsInEachFormat() throws Exception {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String template : TEMPLATES) {
            for (String seed : List.of("golden", "", "Zufällig 42 \uD83C\uDFB2")) {
                for (String format : List.of("json", "csv", "sql")) {
                    digests.put(template + " " + format + " seed '" + seed + "'",
                            digest(template, Map.of("count", ROWS, "seed", seed, "format", format)));
                }
            }
        }
        assertPinned("templates", digests);
    }

    @Test
    void overridesMakeThePinnedRows() throws Exception {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String overrides : List.of("{'country':'GB'}", "{'country':'gb'}", "{'country':'XX'}", "{'country':7}",
                "{'country':['DE']}", "{'country':null}", "{'locale':'nl_NL'}", "{'locale':'uk_UA'}",
                "{'first_name':'Zoë','last_name':'Łęcki'}", "{'first_name':'','last_name':'İ'}",
                "{'last_name':'大野','city':{'name':'Köln','quarters':[1,2.50,true]}}")) {
            digests.put(overrides, digest("tmpl_customer",
                    Map.of("count", ROWS, "seed", "golden", "overrides", Api.json(overrides.replace('\'', '"')))));
        }
        assertPinned("overrides", digests);
    }

    @Test
    void everyTypeMakesThePinnedRowsInEveryLanguage() throws Exception {
        Map<String, String> digests = new LinkedHashMap<>();
        String everyType = driven.sandbox().addTemplate(Map.of("name", "All types", "fields", EveryType.fields()));
        digests.put("every type", digest(everyType, Map.of("count", ROWS, "seed", "golden")));
        digests.put("by country",
                digest(localized(Map.of("locale_from", "country")), Map.of("count", ROWS * 5, "seed", "golden")));
        Stream<String> locales = new Faker(Locale.ENGLISH).locality().allSupportedLocales().stream()
                .filter(name -> !name.startsWith("_")).sorted();
        for (String locale : locales.toList()) {
            digests.put(locale, digest(localized(Map.of("locale", locale)), Map.of("count", 50, "seed", "golden")));
        }
        assertPinned("languages", digests);
    }

    /** A template with all types that have a language, and with countries that the sandbox knows and does not know. */
    private String localized(Map<String, Object> options) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (String type : FieldTypes.names()) {
            boolean localized = FieldTypes.named(type, type).options().containsAll(options.keySet());
            if (localized && !NOT_PINNED.contains(type) && !type.equals("country")) {
                fields.add(Map.of("name", type, "type", type, "options", options));
            }
        }
        fields.add(Map.of("name", "country", "type", "enum", "options", Map.of("values",
                List.of("DE", "AT", "CH", "GB", "IE", "AU", "CA", "NZ", "IN", "FR", "NL", "BE", "ES", "MX", "IT", "PT", "BR",
                        "PL",
                        "SE", "DK", "NO", "FI", "CZ", "SK", "HU", "GR", "TR", "UA", "JP", "KR", "CN", "BG", "HR", "EE", "LV",
                        "US",
                        "de", "Gb", "XX", "", 5, true))));
        return driven.sandbox().addTemplate(Map.of("name", "Localized", "fields", fields));
    }

    @Test
    void severalThreadsAtOnceMakeTheSameRows() throws Exception {
        Map<String, Object> body = Map.of("count", ROWS, "seed", "golden");
        Map<String, String> alone = new LinkedHashMap<>();
        for (String template : TEMPLATES) {
            alone.put(template, digest(template, body));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Map.Entry<String, String>>> calls = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                TEMPLATES.forEach(template -> calls.add(() -> Map.entry(template, digest(template, body))));
            }
            for (Future<Map.Entry<String, String>> call : threads.invokeAll(calls)) {
                assertThat(alone).contains(call.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String digest(String template, Map<String, ?> body) throws NoSuchAlgorithmException {
        byte[] rows = api.generate(template, body).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rows), 0, 12);
    }

    private static void assertPinned(String name, Map<String, String> digests) throws IOException {
        List<String> lines = new ArrayList<>();
        digests.forEach((what, digest) -> lines.add(digest + " " + what));
        try (InputStream in = PinnedRowsTest.class.getResourceAsStream("/golden/" + name + ".txt")) {
            assertThat(lines).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }
}
