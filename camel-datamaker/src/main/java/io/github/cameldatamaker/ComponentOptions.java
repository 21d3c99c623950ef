package io.github.cameldatamaker;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/** Binds the component's options as Camel's generated configurer does, once their texts are checked as those of URIs are. */
final class ComponentOptions implements PropertyConfigurer, PropertyConfigurerGetter {

    private final PropertyConfigurer binder;
    private final PropertyConfigurerGetter options;

    /** @param binder the generated one, which knows the options too */
    ComponentOptions(PropertyConfigurer binder) {
        this.binder = binder;
        this.options = (PropertyConfigurerGetter) binder;
    }

    @Override
    public boolean configure(CamelContext context, Object component, String name, Object value, boolean ignoreCase) {
        new OptionTexts(options, context.getTypeConverter()).check(name, value);
        return binder.configure(context, component, name, value, ignoreCase);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return options.getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return options.getAutowiredNames();
    }

    @Override
    public Object getCollectionValueType(Object component, String name, boolean ignoreCase) {
        return options.getCollectionValueType(component, name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object component, String name, boolean ignoreCase) {
        return options.getOptionValue(component, name, ignoreCase);
    }
}
