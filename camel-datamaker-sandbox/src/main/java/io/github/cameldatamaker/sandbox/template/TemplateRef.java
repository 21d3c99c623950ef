package io.github.cameldatamaker.sandbox.template;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template in a path: {@code {id}}, or one version of it, {@code {id}@v{n}}. */
public record TemplateRef(String id, OptionalInt version) {

    private static final Pattern WITH_VERSION = Pattern.compile("(.+)@v(\\d{1,9})");

    /** Parses a decoded path segment. */
    public static TemplateRef parse(String segment) {
        Matcher matcher = WITH_VERSION.matcher(segment);
        if (matcher.matches()) {
            return new TemplateRef(matcher.group(1), OptionalInt.of(Integer.parseInt(matcher.group(2))));
        }
        if (segment.contains("@")) {
            throw ApiException
                    .validation("'" + segment + "' is not a template version; write {id}@v{n}, such as tmpl_customer@v2");
        }
        return new TemplateRef(segment, OptionalInt.empty());
    }
}
