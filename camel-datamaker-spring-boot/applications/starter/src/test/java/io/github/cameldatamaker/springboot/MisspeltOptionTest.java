package io.github.cameldatamaker.springboot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class MisspeltOptionTest {

    @SpringBootApplication
    @EnableConfigurationProperties(Other.class)
    static class Application {
    }

    /** Properties that are not ours. */
    @ConfigurationProperties(prefix = "other", ignoreUnknownFields = false)
    static class Other {
    }

    @ParameterizedTest
    @CsvSource({ "base-uri,base-url", "apikye,api-key", "maxRowsPerHours,max-rows-per-hour", "configuration.count,count" })
    void isNamedWithASuggestion(String written, String meant, CapturedOutput output) {
        assertThatThrownBy(() -> run("camel.component.datamaker." + written)).isNotNull();

        assertThat(output).contains("APPLICATION FAILED TO START")
                .containsIgnoringCase("camel.component.datamaker." + written + " is no option of DataMaker")
                .contains("did you mean camel.component.datamaker." + meant + "?").doesNotContain("\tat ");
    }

    @Test
    void isNamedWithoutOneWhenNothingIsNear(CapturedOutput output) {
        assertThatThrownBy(() -> run("camel.component.datamaker.colour")).isNotNull();

        assertThat(output).contains("camel.component.datamaker.colour is no option of DataMaker").doesNotContain("did you mean");
    }

    @Test
    void ofOthersIsLeftToBoot(CapturedOutput output) {
        assertThatThrownBy(() -> run("other.colour")).isNotNull();

        assertThat(output).contains("other.colour").doesNotContain("is no option of DataMaker");
    }

    private static void run(String property) {
        new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run("--" + property + "=1").close();
    }
}
