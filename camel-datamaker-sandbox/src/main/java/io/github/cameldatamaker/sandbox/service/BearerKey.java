package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** The key as the contract sends it: {@code Authorization: Bearer <DM_API_KEY>}. */
record BearerKey(String apiKey) implements Consumer<Context> {

    private static final String SCHEME = "Bearer ";

    @Override
    public void accept(Context ctx) {
        String authorization = ctx.header("Authorization");
        if (authorization == null) {
            throw ApiException.unauthorized("the header Authorization: Bearer <DM_API_KEY> is missing");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw ApiException.unauthorized("the header Authorization must be of the form Bearer <DM_API_KEY>");
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, apiKey.getBytes(StandardCharsets.UTF_8))) {
            throw ApiException.unauthorized("the API key is wrong, expired or revoked");
        }
    }
}
