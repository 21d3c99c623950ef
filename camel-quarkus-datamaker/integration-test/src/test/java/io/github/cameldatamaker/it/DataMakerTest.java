package io.github.cameldatamaker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConfiguration;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** No address and no key: the sandbox is there by itself. */
@QuarkusTest
class DataMakerTest {

    @Inject
    ProducerTemplate template;
    @Inject
    CamelContext context;

    @Test
    void theSandboxIsADevService() {
        assertThat(template.requestBody("direct:customers", "", List.class)).hasSize(3);
        assertThat(options().getBaseUrl()).startsWith("http://localhost:");
    }

    @Test
    void applicationPropertiesSetOptions() {
        assertThat(options().getSeed()).isEqualTo("from-properties");
        assertThat(options().getConnectTimeout()).isEqualTo(3000);
        assertThat(options().getMaxRetries()).isEqualTo(1);
    }

    @Test
    void rowsAreOfTheApplicationsOwnClass() {
        assertThat(template.requestBody("direct:typed", "", List.class).get(0)).isInstanceOf(Customer.class);
    }

    @Test
    void aPlanHasItsChunks() {
        assertThat(template.requestBody("direct:plan", "", List.class)).hasSize(3);
    }

    @Test
    void routesAskExceptionsForTheStatus() {
        assertThat(template.requestBody("direct:missing", "", String.class)).isEqualTo("404");
    }

    @Test
    void healthIsInTheEndpointOfQuarkus() {
        RestAssured.get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("datamaker"))
                .body("checks.find { it.name == 'datamaker' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'datamaker' }.data['producer:datamaker']", startsWith("UP"));
    }

    private DataMakerConfiguration options() {
        return context.getComponent("datamaker", DataMakerComponent.class).getConfiguration();
    }
}
