package io.github.cameldatamaker;

import java.io.IOException;
import java.util.List;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            "count              | abc  | count=abc is not a whole number. Write only digits",
            "count              | 5s   | count=5s is not a whole number. Write only digits",
            "max-retries        | many | maxRetries=many is not a whole number",
            "maxInMemorySize    | 64m  | maxInMemorySize=64m is not a whole number",
            "max-retries        | 9999999999 | maxRetries=9999999999 is too large; it must be at most 2147483647",
            "count              | 9999999999999999999 | count=9999999999999999999 is too large",
            "count              | ''   | count= is not a whole number",
            "count              | 1e3  | count=1e3 is not a whole number",
            "resume             | yes  | resume=yes is neither true nor false",
            "idleTimeout        | long | idleTimeout=long is not a duration, such as idleTimeout=5s",
            "progress-interval  | PT5S | progressInterval=PT5S is not a duration, such as progressInterval=5s",
            "progress-interval  | 5S   | progressInterval=5S is not a duration",
            "progress-interval  | 1e3  | progressInterval=1e3 is not a duration",
            "progress-interval  | 1s2h | progressInterval=1s2h is not a duration",
            "progress-interval  | NaN  | progressInterval=NaN is not a duration",
            "progress-interval  | 9999999999999999999 | progressInterval=9999999999999999999 is too large" })
    void wrongTextsAreRefused(String option, String value, String message) {
        for (String name : List.of(option, "configuration." + option)) {
            assertThat(catchThrowable(() -> bind(name, value))).as(name).rootCause().isInstanceOf(DataMakerException.class)
                    .hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "configuration." })
    void unknownOptionsAreRefused(String prefix) {
        assertThat(catchThrowable(() -> bind(prefix + "colour", "red"))).hasMessageContaining("colour");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "configuration." })
    void misspeltOptionsAreNamedWithTheNearest(String prefix) {
        for (String name : List.of("tmplate", "max-retrys", "apiKye", "baseUri")) {
            assertThat(catchThrowable(() -> bind(prefix + name, "1"))).as(name).rootCause()
                    .isInstanceOf(DataMakerException.class).hasMessageContaining("is not an option of datamaker; did you mean ");
        }
        assertThat(catchThrowable(() -> bind(prefix + "maxRetrys", "1"))).rootCause()
                .hasMessage("maxRetrys is not an option of datamaker; did you mean maxRetries?");
    }

    @Test
    void rightTextsAreTaken() throws IOException {
        assertThat(bind("format", "CSV").getFormat()).isEqualTo(GenerateFormat.csv);
        assertThat(bind("format", "#bean:workbook").getFormat()).isEqualTo(GenerateFormat.xlsx);
        assertThat(bind("count", "{{five}}").getCount()).isEqualTo(5);
        assertThat(bind("idle-timeout", "5s").getIdleTimeout()).isEqualTo(5000);
        assertThat(bind("idle-timeout", "1h2m3s4ms").getIdleTimeout()).isEqualTo(3_723_004);
        assertThat(bind("idle-timeout", "250ms").getIdleTimeout()).isEqualTo(250);
        assertThat(bind("max-in-memory-size", "1000").getMaxInMemorySize()).isEqualTo(1000);
        assertThat(bind("MaxInMemorySize", "1000").getMaxInMemorySize()).isEqualTo(1000);
        assertThat(bind("configuration.max-in-memory-size", "1000").getMaxInMemorySize()).isEqualTo(1000);
        assertThat(bind("configuration.count", "{{five}}").getCount()).isEqualTo(5);
        assertThat(bind("configuration.format", "#bean:workbook").getFormat()).isEqualTo(GenerateFormat.xlsx);
        assertThat(bind("configuration.resume", "FALSE").isResume()).isFalse();
    }
}
