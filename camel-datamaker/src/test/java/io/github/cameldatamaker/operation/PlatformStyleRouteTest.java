package io.github.cameldatamaker.operation;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.AuthScheme;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerAuthenticationException;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.sandbox.ApiStyle;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the component can do with a service in the style of the vendor's platform (options authScheme and httpHeader.NAME). */
class PlatformStyleRouteTest extends OwnSandboxTest {

    private static final Map<String, Object> MINE = Map.of("name", "Mine", "projectId", "p1", "teamId", "t1", "fields",
            List.of(Map.of("name", "id", "type", "uuid")));

    PlatformStyleRouteTest() {
        super(DataMakerSandbox.builder().apiStyle(ApiStyle.PLATFORM));
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setAuthScheme(AuthScheme.apiKey);
        component.getConfiguration().setMaxRetries(0);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(String uri) {
        return template.requestBody("datamaker:" + uri, null, List.class);
    }

    @Test
    void templatesAreListedReadCreatedAndDeleted() {
        assertThat(list("listTemplates?outputType=List")).extracting("id").contains("tmpl_customer");

        Map<?, ?> created = template.requestBody("datamaker:createTemplate", MINE, Map.class);
        String id = (String) created.get("id");
        assertThat(template.requestBody("datamaker:getTemplate?template=" + id, null, Map.class)).isEqualTo(created);

        Exchange deleted = template.request("datamaker:deleteTemplate?template=" + id, e -> e.getMessage().setBody("as before"));
        assertThat(deleted.getException()).isNull();
        assertThat(deleted.getMessage().getBody()).isEqualTo("as before");
        assertThat(list("listTemplates?outputType=List")).extracting("id").doesNotContain(id);
    }

    @Test
    void theProjectIsThatOfTheEndpoint() {
        String id = (String) template.requestBody("datamaker:createTemplate", MINE, Map.class).get("id");

        assertThat(list("listTemplates?outputType=List&httpHeader.X-Project-Id=p1&httpHeader.X-Team-Id=t1"))
                .extracting("id").containsExactly(id);
        Exchange listed = template.request("datamaker:listTemplates?outputType=List&httpHeader.X-Project-Id=p2", e -> {});
        assertThat(listed.getMessage().getBody(List.class)).isEmpty();
        assertThat(listed.getMessage().getHeader(DataMakerConstants.TOTAL)).isEqualTo(0L);
    }

    @Test
    void setsAreListed() {
        assertThat(list("listSets?outputType=List")).isEmpty();
    }

    @Test
    void theOtherSchemeIsRefused() {
        Exchange exchange = template.request("datamaker:listTemplates?authScheme=bearer", e -> {});

        assertThat(exchange.getException()).asInstanceOf(InstanceOfAssertFactories.type(DataMakerAuthenticationException.class))
                .extracting(DataMakerApiException::getStatusCode).isEqualTo(401);
    }

    /** The platform has no such paths. */
    @ParameterizedTest
    @ValueSource(strings = { "generate?template=tmpl_customer&count=1", "preview?template=tmpl_customer",
            "listTemplateVersions?template=tmpl_customer", "runScenario?scenario=scn_seed_orders",
            "listRuns?scenario=scn_seed_orders", "loadSet?set=orders" })
    void whatThePlatformLacksIs404(String uri) {
        Exchange exchange = template.request("datamaker:" + uri, e -> {});

        assertThat(exchange.getException()).asInstanceOf(InstanceOfAssertFactories.type(DataMakerApiException.class))
                .extracting(DataMakerApiException::getStatusCode).isEqualTo(404);
    }
}
