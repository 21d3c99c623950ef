package io.github.cameldatamaker.sandbox.connection;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds secrets that were sent as values, although they must be references. */
final class SecretValues {

    private static final Pattern SECRET = Pattern
            .compile("password|passwd|passphrase|secret|token|apikey|accesskey|privatekey|credential");
    // Names such as token_url and secret_name: they say where a secret is, not what it is.
    private static final Pattern ABOUT_A_SECRET = Pattern.compile(".*(ref|url|uri|type|name|id)");
    private static final Set<String> SECRET_IN_AUTH = Set.of("key", "value", "pwd", "pass", "bearer", "basic");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/@\\s]*:[^/@\\s]+@");

    private SecretValues() {
    }

    /**
     * Refuses a connection that holds a secret.
     *
     * @throws ApiException validation_error that names the property, never its value
     */
    static void refuseIn(Map<?, ?> connection) {
        walk("", false, connection);
    }

    private static void walk(String path, boolean inAuth, Object value) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, child) -> {
                String name = String.valueOf(key);
                String childPath = path.isEmpty() ? name : path + "." + name;
                if (isSecret(name, inAuth) && isScalar(child)) {
                    throw ApiException.invalidField(childPath,
                            "secrets are references, never values: give the name of a stored secret as secret_ref");
                }
                walk(childPath, inAuth || name.equals("auth"), child);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(child -> walk(path, inAuth, child));
        } else if (value instanceof String text && PASSWORD_IN_URL.matcher(text).find()) {
            throw ApiException.invalidField(path,
                    "secrets are references, never values: leave the password out of the URL and give secret_ref");
        }
    }

    private static boolean isSecret(String name, boolean inAuth) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (inAuth && SECRET_IN_AUTH.contains(plain)) {
            return true;
        }
        return SECRET.matcher(plain).find() && !ABOUT_A_SECRET.matcher(plain).matches();
    }

    private static boolean isScalar(Object value) {
        return value != null && !(value instanceof Map) && !(value instanceof List);
    }
}
