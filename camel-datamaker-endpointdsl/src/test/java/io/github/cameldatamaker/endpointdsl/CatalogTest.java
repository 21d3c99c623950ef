package io.github.cameldatamaker.endpointdsl;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What IDEs do with the component's jar: they know the class, and look for the JSON in its package. */
class CatalogTest {

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    CatalogTest() {
        catalog.addComponent("datamaker", "io.github.cameldatamaker.DataMakerComponent");
    }

    @Test
    void findsTheOptionsByTheNameOfTheClass() {
        assertThat(catalog.componentJSonSchema("datamaker")).contains("\"maxRateLimitWait\"");
    }

    @Test
    void namesAnOptionThatIsMisspelt() {
        EndpointValidationResult result = catalog.validateEndpointProperties("datamaker:generate?templat=tmpl_customer");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactly("templat");
    }
}
