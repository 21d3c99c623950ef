package io.github.cameldatamaker.springboot;

import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.cameldatamaker.option.NearestName;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which option was meant by a property {@code camel.component.datamaker.*} that is none.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class MisspeltOptionAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("camel.component.datamaker");
    private static final String NESTED = "configuration.";

    /** Nothing is said of the properties of others: Boot's own analyzer does that. */
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        List<ConfigurationProperty> unknown = cause.getUnboundProperties().stream()
                .filter(property -> PREFIX.isAncestorOf(property.getName())).toList();
        if (unknown.isEmpty()) {
            return null;
        }
        String description = unknown.stream().map(MisspeltOptionAnalyzer::describe)
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(
                description, "Correct the name or remove the property. All options are in docs/reference.md of camel-datamaker.",
                cause);
    }

    private static String describe(ConfigurationProperty property) {
        String origin = property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        return property.getName() + " is no option of DataMaker" + origin
                + meant(property.getName()).map(option -> ": did you mean " + PREFIX + "." + option + "?").orElse(".");
    }

    private static Optional<String> meant(ConfigurationPropertyName name) {
        String written = name.subName(PREFIX.getNumberOfElements()).toString();
        // Camel Main takes configuration.count; here each option has one name.
        return NearestName.of(options(), written.startsWith(NESTED) ? written.substring(NESTED.length()) : written);
    }

    private static List<String> options() {
        return Arrays.stream(BeanUtils.getPropertyDescriptors(DataMakerComponentConfiguration.class))
                .filter(option -> option.getWriteMethod() != null).map(MisspeltOptionAnalyzer::dashed).toList();
    }

    private static String dashed(PropertyDescriptor option) {
        return ConfigurationPropertyName.adapt(
                option.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2"), '.').getElement(0, Form.DASHED);
    }
}
