package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses calls of the sandbox's own paths that a web page of another site could have caused: by a name that it made resolve to
 * this machine (DNS rebinding), or by a form or script of its own.
 */
public final class SameMachine {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private SameMachine() {
    }

    public static void check(Context ctx) {
        String host = ctx.header("Host");
        if (host == null || !isLoopback(host)) {
            throw ApiException.of(403, "forbidden",
                    "the sandbox's own paths must be called on localhost, but the header Host is '" + host + "'");
        }
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            throw ApiException.of(403, "forbidden",
                    "calls from pages of another site are refused; the header Origin is '" + origin + "'");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            String name = URI.create("http://" + host).getHost();
            return name != null && LOOPBACK.contains(name.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
