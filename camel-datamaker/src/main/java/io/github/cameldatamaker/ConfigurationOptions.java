package io.github.cameldatamaker;

import io.github.cameldatamaker.option.CheckedOptions;

/**
 * Binds {@code camel.component.datamaker.configuration.*} with the checks of the component's own options. Camel finds this class
 * by its name.
 */
public final class ConfigurationOptions extends CheckedOptions {

    public ConfigurationOptions() {
        super(new DataMakerConfigurationConfigurer(), ConfigurationOptions.class, true);
    }
}
