package io.github.cameldatamaker.sandbox;

import java.util.Locale;

/** Whose answers the sandbox gives. */
public enum ApiStyle {

    /** The REST contract, which the component is built for. */
    CONTRACT,
    /**
     * The vendor's platform as its OpenAPI document 0.9.17 describes it, as far as it has the contract's calls: templates, sets,
     * the key in {@code X-API-Key}. Everything else is 404: the sandbox does not imitate what else the platform has.
     */
    PLATFORM;

    /**
     * The style with that name, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the styles
     */
    public static ApiStyle named(String name) {
        for (ApiStyle style : values()) {
            if (style.name().equalsIgnoreCase(name)) {
                return style;
            }
        }
        throw new IllegalArgumentException("unknown API style '" + name + "'; the styles are contract and platform");
    }

    /** {@code contract} or {@code platform}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
