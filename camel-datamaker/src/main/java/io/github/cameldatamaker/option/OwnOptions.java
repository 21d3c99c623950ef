package io.github.cameldatamaker.option;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.cameldatamaker.DataMakerConfiguration;

/**
 * The options that an endpoint sets itself. It inherits the others from its component, which sets them for all endpoints that
 * need them.
 */
public final class OwnOptions {

    private final Set<String> names;
    private final DataMakerConfiguration inherited;

    /**
     * @param parameters the parameters of the URI
     * @param inherited  the options of the component when the endpoint was made
     */
    public OwnOptions(Map<String, Object> parameters, DataMakerConfiguration inherited) {
        this.names = parameters.keySet().stream().map(OwnOptions::plain).collect(Collectors.toUnmodifiableSet());
        this.inherited = inherited.copy();
    }

    private static String plain(String name) {
        return OptionTexts.unnested(name).toLowerCase(Locale.ROOT);
    }

    /** Whether the URI names the option, even with the component's value, or code has changed it since. */
    boolean has(String name, DataMakerConfiguration options, Function<DataMakerConfiguration, ?> value) {
        return names.contains(plain(name)) || !Objects.equals(value.apply(options), value.apply(inherited));
    }
}
