package io.github.cameldatamaker.option;

import java.util.Locale;

import io.github.cameldatamaker.DataMakerConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Binds options as Camel's generated configurer does, but checks their texts first and does not depend on the locale.
 */
public class CheckedOptions implements PropertyConfigurer, PropertyConfigurerGetter {

    private final PropertyConfigurer binder;
    private final PropertyConfigurerGetter options;
    private final Class<? extends CheckedOptions> nested;

    /**
     * @param binder the generated configurer, which also knows the options
     * @param nested the class of such checks for {@code configuration.*}
     */
    public CheckedOptions(PropertyConfigurer binder, Class<? extends CheckedOptions> nested) {
        this.binder = binder;
        this.nested = nested;
        this.options = (PropertyConfigurerGetter) binder;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        new OptionTexts(this, context.getTypeConverter()).check(name, value);
        return binder.configure(context, target, known(name, ignoreCase), value, false);
    }

    // Generated configurers know each name in lower case too, but use the lower case of the locale: in Turkish an I does not
    // become an i.
    private static String known(String name, boolean ignoreCase) {
        return ignoreCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return options.getOptionType(known(name, ignoreCase), false);
    }

    @Override
    public String[] getAutowiredNames() {
        return options.getAutowiredNames();
    }

    /** Camel asks for the class whose configurer binds nested options: {@code configuration.count}. */
    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getOptionType(name, ignoreCase) == DataMakerConfiguration.class
                ? nested : options.getCollectionValueType(target, known(name, ignoreCase), false);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return options.getOptionValue(target, known(name, ignoreCase), false);
    }
}
