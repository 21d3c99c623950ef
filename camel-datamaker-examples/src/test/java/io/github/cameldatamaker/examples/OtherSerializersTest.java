package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.util.List;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.generate.GeneratedData;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Serializers that Camel's own data formats do not use here: an array of all rows, or a refusal. */
class OtherSerializersTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&count=3&seed=same";

    private final DataMakerSandbox sandbox = DataMakerSandbox.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private ProducerTemplate template;
    private String expected;

    @BeforeEach
    void start() {
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(sandbox.baseUrl());
        component.getConfiguration().setApiKey(sandbox.apiKey());
        context.start();
        template = context.createProducerTemplate();
        expected = template.requestBody(GENERATE + "&outputType=String", null, String.class);
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&batchSize=2", "&rowType=String", "&outputType=Iterator", "&outputType=List" })
    void jackson3WritesAnArray(String options) {
        var mapper = new tools.jackson.databind.ObjectMapper();

        String json = mapper.writeValueAsString(template.requestBody(GENERATE + options, (Object) null));

        assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree(expected));
    }

    @Test
    void gsonWritesRowsAndLists() {
        Object rows = template.requestBody(GENERATE + "&outputType=List", (Object) null);

        JsonArray json = JsonParser.parseString(new Gson().toJson(rows)).getAsJsonArray();
        assertThat(json).isEqualTo(JsonParser.parseString(expected));
        assertThat(new Gson().toJson(((List<?>) rows).get(0))).isEqualTo(json.get(0).toString());
    }

    /** It does not know that they are to be iterated over. */
    @Test
    void gsonRefusesWhatIsReadOnce() {
        Gson gson = new Gson();
        try (GeneratedData data = template.requestBody(GENERATE, null, GeneratedData.class)) {
            assertThatThrownBy(() -> gson.toJson(data)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> gson.toJson(data.iterator())).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> gson.toJson(data.iteratorBody())).isInstanceOf(RuntimeException.class);
            assertThat(data).hasSize(3);
        }
    }
}
