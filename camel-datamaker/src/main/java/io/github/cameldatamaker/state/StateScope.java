package io.github.cameldatamaker.state;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service and the account of a state, so that several of them can share a repository. The service is known by its address,
 * the account by a name that the user gives. The API key cannot name it: it is a secret, and state must survive its rotation.
 *
 * @param service the service's address, without its scheme
 * @param account the account's name
 */
public record StateScope(String service, String account) {

    /** Any database can index this many characters. */
    static final int MAX_LENGTH = 255;

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.~-]");
    private static final int DIGEST_LENGTH = 64;

    /** @param baseUrl the address of the service */
    public static StateScope of(String baseUrl, String account) {
        URI url = URI.create(baseUrl);
        String path = url.getPath() == null || url.getPath().equals("/") ? "" : url.getPath();
        return new StateScope(String.valueOf(url.getAuthority()).toLowerCase(Locale.ROOT) + path, account);
    }

    /**
     * A key of at most 255 ASCII characters, without {@code =} and line breaks, whatever the parts are. The rest of a longer key
     * is replaced by a digest.
     *
     * @param kind  what the state is for
     * @param parts what distinguishes it from others of its kind
     */
    public String key(String kind, String... parts) {
        String key = Stream.of(List.of("datamaker", kind), List.of(parts), List.of(service, account)).flatMap(List::stream)
                .map(StateScope::encoded).collect(Collectors.joining(":"));
        return key.length() <= MAX_LENGTH ? key : key.substring(0, MAX_LENGTH - DIGEST_LENGTH - 1) + "~" + Checksum.unique(key);
    }

    private static String encoded(String part) {
        return UNSAFE.matcher(part).replaceAll(found -> Matcher.quoteReplacement(
                HexFormat.of().withUpperCase().withPrefix("%").formatHex(found.group().getBytes(StandardCharsets.UTF_8))));
    }
}
