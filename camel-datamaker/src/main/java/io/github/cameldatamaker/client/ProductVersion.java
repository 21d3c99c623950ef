package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * The version of camel-datamaker, which the build writes into its jar.
 */
public final class ProductVersion {

    private static final Optional<String> VERSION = read();

    private ProductVersion() {
    }

    /** Empty where the classes are not built by Maven, as in some IDEs. */
    public static Optional<String> get() {
        return VERSION;
    }

    private static Optional<String> read() {
        try (InputStream file = ProductVersion.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(file);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
