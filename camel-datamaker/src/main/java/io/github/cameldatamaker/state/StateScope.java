package io.github.cameldatamaker.state;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose state a key is for, so that several services and accounts share a repository: the service by its address, the account by a
 * name that its user gives it. The API key would not do: it is a secret, and state has to outlive one that is replaced.
 *
 * @param service the service's address, without its scheme
 * @param account the account's name
 */
public record StateScope(String service, String account) {

    /** So many characters can be an index of any database. */
    static final int MAX_LENGTH = 255;

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.~-]");
    private static final int DIGEST_LENGTH = 64;

    /** @param baseUrl where the service is */
    public static StateScope of(String baseUrl, String account) {
        URI url = URI.create(baseUrl);
        String path = url.getPath() == null || url.getPath().equals("/") ? "" : url.getPath();
        return new StateScope(String.valueOf(url.getAuthority()).toLowerCase(Locale.ROOT) + path, account);
    }

    /**
     * A key. It has no {@code =}, no line break and no other character than ASCII, whatever the parts are, and at most 255
     * characters: a digest stands for the rest of a longer one.
     *
     * @param kind  what the state is for
     * @param parts what tells it from others of its kind
     */
    public String key(String kind, String... parts) {
        String key = Stream.of(List.of("datamaker", kind), List.of(parts), List.of(service, account)).flatMap(List::stream)
                .map(StateScope::encoded).collect(Collectors.joining(":"));
        return key.length() <= MAX_LENGTH ? key : key.substring(0, MAX_LENGTH - DIGEST_LENGTH - 1) + "~" + digest(key);
    }

    private static String digest(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String encoded(String part) {
        return UNSAFE.matcher(part).replaceAll(found -> Matcher.quoteReplacement(
                HexFormat.of().withUpperCase().withPrefix("%").formatHex(found.group().getBytes(StandardCharsets.UTF_8))));
    }
}
