package io.github.cameldatamaker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.github.cameldatamaker.DataMakerComponent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

/** An application that names its service gets no sandbox. */
@QuarkusTest
@TestProfile(OwnServiceTest.Named.class)
class OwnServiceTest {

    /** A service that nobody runs. */
    public static class Named implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("camel.component.datamaker.base-url", "http://localhost:9", "camel.component.datamaker.api-key",
                    "own-secret-key",
                    "camel.component.datamaker.max-retries", "0");
        }
    }

    @Inject
    CamelContext context;

    @Test
    void isNotReplacedByTheSandbox() {
        assertThat(context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().getBaseUrl())
                .isEqualTo("http://localhost:9");
    }

    @Test
    void healthIsDownWhileTheServiceIsDown() {
        String body = RestAssured.get("/q/health/ready").then().statusCode(503)
                .body("checks.find { it.name == 'datamaker' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'datamaker' }.data['producer:datamaker']", containsString("localhost:9"))
                .extract().asString();
        assertThat(body).doesNotContain("own-secret-key");
    }
}
