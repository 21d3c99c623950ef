package io.github.cameldatamaker.option;

import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.util.StringHelper;

/**
 * The properties that a route gives to a kamelet of ours. Camel ignores one that the kamelet does not declare.
 */
public final class KameletProperties {

    private static final String OURS = "datamaker-";
    private static final String KAMELET = "templateId";
    // What Camel adds, and the options of kamelet: itself.
    private static final Set<String> CAMELS = Set.of("templateid", "routeid", "uuid", "location", "parentrouteid",
            "parentprocessorid",
            "noerrorhandler", "bridgeerrorhandler", "prefixid", "group");
    // Options of endpoints that no kamelet has. The component has the first, and headers of a message the others.
    private static final Set<String> PREFIXES = Set.of("httpheader", "override", "param");

    private KameletProperties() {
    }

    /**
     * Checks the properties of the kamelet whose route is being made, if there is one and it is ours.
     *
     * @throws DataMakerException that names kamelet, property and the one that was meant
     */
    public static void check(CamelContext context) {
        Properties given = context.getPropertiesComponent().getLocalProperties();
        String kamelet = given == null ? null : given.getProperty(KAMELET);
        if (kamelet != null && kamelet.startsWith(OURS)) {
            check(kamelet, given, declared(context, kamelet));
        }
    }

    // Only here: without kamelets an application may have no model of routes.
    private static List<String> declared(CamelContext context, String kamelet) {
        RouteTemplateDefinition template = ((ModelCamelContext) context).getRouteTemplateDefinition(kamelet);
        return template == null || template.getTemplateParameters() == null ? List.of()
                : template.getTemplateParameters().stream().map(RouteTemplateParameterDefinition::getName).toList();
    }

    private static void check(String kamelet, Properties given, List<String> declared) {
        given.stringPropertyNames().stream().sorted()
                // Another one with a dot is of one route only: camel.kamelet.NAME.ROUTE.property.
                .filter(name -> !name.contains(".") || PREFIXES.contains(plain(name.substring(0, name.indexOf('.')))))
                .filter(name -> !CAMELS.contains(plain(name)))
                .filter(name -> declared.stream().noneMatch(known -> plain(known).equals(plain(name))))
                // Camel adds each name with dashes.
                .map(StringHelper::dashToCamelCase).findFirst().ifPresent(name -> {
                    throw new DataMakerException("The kamelet " + kamelet + " has no property " + name
                            + NearestName.of(declared, name).map(near -> "; did you mean " + near + "?").orElse(".")
                            + " Known are " + String.join(", ", declared));
                });
    }

    // An environment variable gives BASE_URL, a property perhaps base-url.
    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
