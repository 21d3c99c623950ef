package io.github.cameldatamaker;

import java.io.IOException;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Options of the component from properties, {@code camel.component.datamaker.*}, bound as Camel Main binds them. */
class ComponentOptionsTest {

    private static DataMakerConfiguration bind(String option, String value) throws IOException {
        try (var context = new DefaultCamelContext()) {
            context.getRegistry().bind("workbook", GenerateFormat.xlsx);
            context.getPropertiesComponent().addInitialProperty("five", "5");
            DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
            new PropertyBindingSupport.Builder().withCamelContext(context).withTarget(component).withProperty(option, value)
                    .withConfigurer(component.getComponentPropertyConfigurer()).withIgnoreCase(true).withMandatory(true).bind();
            return component.getConfiguration();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "format             | pdf  | format=pdf is not one of json, csv, sql, xlsx",
            "format             | cvs  | did you mean csv?",
            "count              | abc  | count=abc is no whole number: write digits only",
            "count              | 5s   | count=5s is no whole number: write digits only",
            "max-retries        | many | maxRetries=many is no whole number",
            "maxInMemorySize    | 64m  | maxInMemorySize=64m is no whole number",
            "idleTimeout        | long | idleTimeout=long is no duration, for example idleTimeout=5s" })
    void aTextThatIsWrong(String option, String value, String message) {
        assertThat(catchThrowable(() -> bind(option, value))).rootCause().isInstanceOf(DataMakerException.class)
                .hasMessageContaining(message);
    }

    @Test
    void textsThatAreRight() throws IOException {
        assertThat(bind("format", "CSV").getFormat()).isEqualTo(GenerateFormat.csv);
        assertThat(bind("format", "#bean:workbook").getFormat()).isEqualTo(GenerateFormat.xlsx);
        assertThat(bind("count", "{{five}}").getCount()).isEqualTo(5);
        assertThat(bind("idle-timeout", "5s").getIdleTimeout()).isEqualTo(5000);
        assertThat(bind("max-in-memory-size", "1000").getMaxInMemorySize()).isEqualTo(1000);
    }
}
