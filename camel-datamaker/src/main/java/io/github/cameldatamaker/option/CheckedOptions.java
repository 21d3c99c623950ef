package io.github.cameldatamaker.option;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.StringHelper;

/**
 * Binds options as Camel's generated configurer does, but checks their texts first and does not depend on the locale.
 */
public class CheckedOptions implements PropertyConfigurer, PropertyConfigurerGetter {

    private final PropertyConfigurer binder;
    private final PropertyConfigurerGetter options;
    private final Class<? extends CheckedOptions> nested;
    private final boolean suggesting;

    /**
     * @param binder the generated configurer, which also knows the options
     * @param nested the class of such checks for {@code configuration.*}
     * @param suggesting whether a name that is nearly an option is an error that names the option. Parameters of a URI are
     *        checked later, when all that are known are set.
     */
    public CheckedOptions(PropertyConfigurer binder, Class<? extends CheckedOptions> nested, boolean suggesting) {
        this.binder = binder;
        this.nested = nested;
        this.suggesting = suggesting;
        this.options = (PropertyConfigurerGetter) binder;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        new OptionTexts(this, context.getTypeConverter()).check(name, value);
        boolean set = binder.configure(context, target, known(name, ignoreCase), value, false);
        if (!set && suggesting) {
            suggest(context, name);
        }
        return set;
    }

    // Camel says only that it cannot set the option.
    private void suggest(CamelContext context, String name) {
        Set<String> known = context.getCamelContextExtension().getEndpointUriFactory("datamaker").propertyNames().stream()
                .filter(option -> options.getOptionType(option, false) != null).collect(Collectors.toSet());
        NearestName.of(known, StringHelper.dashToCamelCase(name)).ifPresent(near -> {
            throw new DataMakerException(name + " is not an option of datamaker; did you mean " + near + "?");
        });
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
