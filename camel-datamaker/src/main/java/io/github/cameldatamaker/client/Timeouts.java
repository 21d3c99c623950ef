package io.github.cameldatamaker.client;

import java.time.Duration;

/**
 * The time limits of a request.
 *
 * @param connect  until there is a connection, TLS included
 * @param response from then to the head of the response
 * @param idle     between two reads of its body
 */
public record Timeouts(Duration connect, Duration response, Duration idle) {

    /** 10 s to connect, 60 s to the response, 60 s between bytes. */
    public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));

    /** @throws DataMakerException if one is not positive */
    public Timeouts {
        positive("connectTimeout", connect);
        positive("responseTimeout", response);
        positive("idleTimeout", idle);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new DataMakerException(name + " is " + value.toMillis() + " ms; it must be at least 1 ms");
        }
    }
}
