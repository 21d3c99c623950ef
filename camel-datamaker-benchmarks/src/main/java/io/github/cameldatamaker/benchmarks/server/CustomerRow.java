package io.github.cameldatamaker.benchmarks.server;

import java.util.Locale;
import java.util.Random;

/**
 * A row as the service would generate it: strings (some of them not ASCII), numbers, a boolean, a date and an object; 271 bytes
 * of JSON or so.
 */
record CustomerRow(String id, int number, String firstName, String lastName, String email, String country, double balance,
        boolean newsletter,
        String birthDate, String street, String city, String postcode) {

    static final String CSV_HEADER = "id,number,first_name,last_name,email,country,balance,newsletter,birth_date,street,city,postcode\n";

    private static final String[] FIRST_NAMES = { "Jürgen", "Anna", "Zoë", "William", "François", "Lea", "Søren", "Katharina" };
    private static final String[] LAST_NAMES = { "Müller", "Smith", "García", "Johansson", "Kowalski", "Dupont", "Weißmann",
            "Brown" };
    private static final String[] STREETS = { "Hauptstraße", "Church Road", "Rue de l'Église", "Kungsgatan", "Calle Mayor",
            "Lindenallee" };
    private static final String[] CITIES = { "München", "London", "Liège", "Malmö", "Madrid", "Berlin", "Łódź", "New York" };
    private static final String[] COUNTRIES = { "DE", "GB", "BE", "SE", "ES", "PL", "US" };

    static CustomerRow random(Random random) {
        int number = 1_000_000 + random.nextInt(9_000_000);
        return new CustomerRow("cust_" + number, number, any(random, FIRST_NAMES), any(random, LAST_NAMES),
                "customer." + number + "@example.org",
                any(random, COUNTRIES), random.nextInt(1_000_000) / 100.0, random.nextBoolean(),
                String.format(Locale.ROOT, "%d-%02d-%02d", 1940 + random.nextInt(65), 1 + random.nextInt(12),
                        1 + random.nextInt(28)),
                any(random, STREETS) + " " + (1 + random.nextInt(200)), any(random, CITIES),
                String.valueOf(10_000 + random.nextInt(89_999)));
    }

    private static String any(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }

    String json() {
        return String.format(Locale.ROOT,
                "{\"id\":\"%s\",\"number\":%d,\"first_name\":\"%s\",\"last_name\":\"%s\",\"email\":\"%s\","
                        + "\"country\":\"%s\",\"balance\":%.2f,\"newsletter\":%b,\"birth_date\":\"%s\","
                        + "\"address\":{\"street\":\"%s\",\"city\":\"%s\",\"postcode\":\"%s\"}}",
                id, number, firstName, lastName, email, country, balance, newsletter, birthDate, street, city, postcode);
    }

    String csv() {
        return String.format(Locale.ROOT, "%s,%d,%s,%s,%s,%s,%.2f,%b,%s,\"%s\",%s,%s%n",
                id, number, firstName, lastName, email, country, balance, newsletter, birthDate, street, city, postcode)
                .replace("\r\n", "\n");
    }
}
