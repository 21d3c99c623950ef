package io.github.cameldatamaker.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.main.KameletMain;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a user of the CLI reads who has made a mistake in one of the files of the example. */
class CliMistakesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "application.properties | base-url    | base-uri   | baseUri is not an option of datamaker; did you mean baseUrl?",
            "customers.camel.yaml   | count:      | coun:      | coun is not an option of datamaker; did you mean count?",
            "products.camel.yaml    | repeatCount | repeatCont | has no property repeatCont; did you mean repeatCount?" })
    void aMisspeltOptionIsNamed(String file, String right, String wrong, String message) throws Exception {
        for (String name : new String[] { "application.properties", "customers.camel.yaml", "products.camel.yaml" }) {
            String text = Files.readString(Path.of(name));
            Files.writeString(folder.resolve(name), name.equals(file) ? text.replace(right, wrong) : text);
        }

        assertThat(failure()).contains(message);
    }

    private String failure() {
        KameletMain main = CliExample.main(folder.toString());
        try {
            Throwable failure = catchThrowable(main::start);
            StringBuilder messages = new StringBuilder();
            ObjectHelper.createExceptionIterable(failure).forEach(cause -> messages.append(cause.getMessage()).append('\n'));
            return messages.toString();
        } finally {
            main.stop();
        }
    }
}
