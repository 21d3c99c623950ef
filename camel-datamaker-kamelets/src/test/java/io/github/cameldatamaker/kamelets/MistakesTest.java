package io.github.cameldatamaker.kamelets;

import java.util.Properties;

import io.github.cameldatamaker.DataMakerComponent;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a user reads who has made a mistake. */
class MistakesTest extends KameletTest {

    private static final String GENERATE = "kamelet:datamaker-generate-action?template=tmpl_customer&count=1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "datamaker-generate-action?template=t&count=1&sed=x | has no property sed; did you mean seed? Known are template, templateVersion, count",
            "datamaker-run-scenario-action?scenario=s&completionTimout=1m | has no property completionTimout; did you mean completionTimeout?",
            "datamaker-load-set-action?set=s&outputTyp=List | has no property outputTyp; did you mean outputType?",
            "datamaker-generate-action?template=t&count=1&httpHeader.X-Project-Id=p | has no property httpHeader.XProjectId",
            "datamaker-generate-action?template=t&count=1&override.country=DE | has no property override.country",
            "datamaker-run-scenario-action?scenario=s&param.size=1 | has no property param.size",
            "datamaker-upload-file-sink?fil=a | has no property fil; did you mean file?",
            "datamaker-save-set-sink?set=s&quantity=1 | has no property quantity. Known are set, baseUrl, apiKey" })
    void aMisspeltPropertyIsNamed(String kamelet, String message) {
        assertThatThrownBy(() -> template.sendBody("kamelet:" + kamelet, "x")).rootCause()
                .hasMessageStartingWith("The kamelet " + kamelet.replaceAll("\\?.*", "")).hasMessageContaining(message);
        assertThat(sandbox.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "datamaker-generate-source?template=t&count=1, repeatcont, repeatCount",
            "datamaker-runs-source?scenario=s, status, statuses",
            "datamaker-logs-source?scenario=s, startfro, startFrom" })
    void aMisspeltPropertyOfASourceIsNamed(String kamelet, String misspelt, String meant) {
        assertThatThrownBy(() -> yaml("""
                - route:
                    from:
                      uri: kamelet:%s&%s=1
                      steps:
                        - to: mock:out
                """.formatted(kamelet, misspelt))).rootCause()
                .hasMessageContaining("has no property " + misspelt + "; did you mean " + meant + "?");
    }

    @Test
    void aMisspeltGlobalPropertyIsNamed() {
        Properties global = new Properties();
        global.setProperty("camel.kamelet.datamaker-generate-action.sead", "x");
        context.getPropertiesComponent().setInitialProperties(global);

        assertThatThrownBy(() -> template.sendBody(GENERATE, null)).rootCause()
                .hasMessageContaining("has no property sead; did you mean seed?");
    }

    @Test
    void propertiesAreTakenAsCamelTakesThem() {
        Properties global = new Properties();
        global.setProperty("camel.kamelet.datamaker-generate-action.seed", "x");
        global.setProperty("camel.kamelet.datamaker-generate-action.one.count", "2");
        context.getPropertiesComponent().setInitialProperties(global);

        template.sendBody("kamelet:datamaker-generate-action/one?template=tmpl_customer", null);

        assertThat(sandbox.rowsGenerated()).isEqualTo(2);
        assertThat(sandbox.requests().get(0).body()).contains("\"seed\":\"x\"");
    }

    @ParameterizedTest
    @CsvSource({ "datamaker-generate-action?count=1, template", "datamaker-generate-action?templat=t&count=1, template",
            "datamaker-run-scenario-action, scenario", "datamaker-load-set-action, set", "datamaker-save-set-sink, set" })
    void aMissingPropertyIsNamed(String kamelet, String property) {
        assertThatThrownBy(() -> template.sendBody("kamelet:" + kamelet, "x")).rootCause().hasMessageContaining(
                "Route template " + kamelet.replaceAll("\\?.*", "") + " the following mandatory parameters must be provided: "
                        + property);
    }

    @ParameterizedTest
    @ValueSource(strings = { "&format=cvs", "&outputType=Lst" })
    void aWrongValueIsNamed(String option) {
        assertThatThrownBy(() -> template.sendBody(GENERATE + option, null)).rootCause()
                .hasMessageContaining(option.substring(1) + " is not one of")
                .hasMessageContaining("did you mean");
    }

    @Test
    void whatATextCannotHoldIsRefused() {
        assertThatThrownBy(() -> template.sendBody(GENERATE + "&format=xlsx&outputType=String", null)).rootCause()
                .hasMessageContaining("xlsx");
    }

    @Test
    void aFileWithoutANameIsRefused() {
        assertThatThrownBy(() -> template.sendBody("kamelet:datamaker-upload-file-sink", "x"))
                .isInstanceOf(CamelExecutionException.class)
                .rootCause().hasMessageContaining("file").hasMessageContaining("CamelDataMakerFile");
    }

    @Test
    void rowsThatAreNoListAreRefused() {
        assertThatThrownBy(() -> template.sendBody("kamelet:datamaker-save-set-sink?set=s", "{\"a\":1}")).rootCause()
                .hasMessageContaining("LinkedHashMap");
        assertThatThrownBy(() -> template.sendBody("kamelet:datamaker-save-set-sink?set=s", null)).rootCause()
                .hasMessageContaining("needs a body");
    }

    @Test
    void withoutAKeyOneSentenceSaysSo() {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setApiKey(null);

        assertThatThrownBy(() -> template.sendBody(GENERATE, null)).rootCause().hasMessageContaining("apiKey")
                .hasMessageContaining("DM_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a+b", "a%20b", "a/b=", "a?b#c" })
    void aKeyIsTakenAsItIs(String key) throws Exception {
        yaml("""
                - route:
                    from:
                      uri: direct:in
                      steps:
                        - to:
                            uri: kamelet:datamaker-generate-action
                            parameters:
                              template: tmpl_customer
                              count: 1
                              apiKey: "%s"
                """.formatted(key));

        assertThatThrownBy(() -> template.sendBody("direct:in", null)).isInstanceOf(CamelExecutionException.class);

        assertThat(sandbox.requests())
                .anySatisfy(request -> assertThat(request.header("Authorization")).contains("Bearer " + key));
    }
}
