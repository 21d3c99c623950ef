package io.github.cameldatamaker.sandbox.platform;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** The key as the vendor's client sends it: {@code X-API-Key}. */
record KeyHeader(String apiKey) implements Consumer<Context> {

    @Override
    public void accept(Context ctx) {
        String given = ctx.header("X-API-Key");
        if (given == null) {
            throw ApiException.unauthorized("the header X-API-Key is missing");
        }
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), apiKey.getBytes(StandardCharsets.UTF_8))) {
            throw ApiException.unauthorized("the API key is wrong, expired or revoked");
        }
    }
}
