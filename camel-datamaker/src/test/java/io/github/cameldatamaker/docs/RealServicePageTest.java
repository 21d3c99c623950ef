package io.github.cameldatamaker.docs;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.check.Check;
import io.github.cameldatamaker.client.AuthScheme;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/real-service.md shows beside its routes. */
class RealServicePageTest {

    private static final String PREFIX = "camel.component.datamaker.";

    @Test
    void itsPropertiesAreOptions() throws Exception {
        Properties shown = new Properties();
        shown.load(new StringReader(DocsPage.all().stream().filter(page -> page.name().equals("real-service.md"))
                .flatMap(page -> page.blocks().stream()).filter(block -> block.language().equals("properties")).findFirst()
                .orElseThrow().code()));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
            for (String name : shown.stringPropertyNames()) {
                assertThat(name).startsWith(PREFIX);
                PropertyBindingSupport.build().withCamelContext(context).withTarget(component)
                        .withConfigurer(component.getComponentPropertyConfigurer()).withIgnoreCase(true).withMandatory(true)
                        .withProperty(name.substring(PREFIX.length()),
                                shown.getProperty(name).replace("{{env:GATEWAY_SECRET}}", "a"))
                        .bind();
            }
            assertThat(component.getConfiguration().getAuthScheme()).isEqualTo(AuthScheme.apiKey);
            assertThat(component.getConfiguration().getHttpHeader())
                    .isEqualTo(Map.of("X-Project-Id", "prj_42", "X-Gateway", "a"));
        }
    }

    @Test
    void itsCommandIsThere() throws Exception {
        Matcher command = Pattern.compile("-Dexec.mainClass=(\\S+)")
                .matcher(Files.readString(Path.of("..", "docs", "real-service.md")));

        assertThat(command.find()).isTrue();
        assertThat(command.group(1)).isEqualTo(Check.class.getName());
    }
}
