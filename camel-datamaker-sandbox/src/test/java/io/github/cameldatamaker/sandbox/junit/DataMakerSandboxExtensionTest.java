package io.github.cameldatamaker.sandbox.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.SandboxClock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class DataMakerSandboxExtensionTest {

    @Nested
    @ExtendWith(DataMakerSandboxExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class WithAnnotation {

        private static String baseUrl;

        @Test
        @Order(1)
        void givesTheSandboxToAParameter(DataMakerSandbox sandbox) {
            baseUrl = sandbox.baseUrl();
            Api api = new Api(sandbox);
            assertThat(api.rows("tmpl_customer", Map.of("count", 2))).hasSize(2);
            api.delete("/templates/tmpl_customer");
            sandbox.faults().on("GET", "/templates").always().status(500);
            assertThat(sandbox.requests()).hasSize(2);
        }

        @Test
        @Order(2)
        void keepsTheSandboxForTheClassAndResetsItBeforeEachTest(DataMakerSandbox sandbox) {
            assertThat(sandbox.baseUrl()).isEqualTo(baseUrl);
            assertThat(sandbox.requests()).isEmpty();
            assertThat(sandbox.rowsGenerated()).isZero();
            assertThat(new Api(sandbox).get("/templates/tmpl_customer").statusCode()).isEqualTo(200);
            assertThat(new Api(sandbox).get("/templates").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WithBuilder {

        private static final Instant START = Instant.parse("2026-04-12T10:31:00Z");

        @RegisterExtension
        static DataMakerSandboxExtension extension = DataMakerSandboxExtension.builder().plan(Plan.PRO).apiKey("mine")
                .clock(SandboxClock.startingAt(START)).build();

        @Test
        void startsWithItsSettings() {
            assertThat(extension.apiKey()).isEqualTo("mine");
            assertThat(extension.sandbox().clock().instant()).isEqualTo(START);
            assertThat(new Api(extension.baseUrl(), "mine").get("/templates").headers().firstValue("X-RateLimit-Remaining"))
                    .hasValue("599");
            assertThat(new Api(extension.baseUrl(), "sandbox-key").get("/templates").statusCode()).isEqualTo(401);
        }
    }

    @Nested
    class InAnInstanceField {

        @RegisterExtension
        DataMakerSandboxExtension extension = new DataMakerSandboxExtension();

        @Test
        void aSandboxInAnInstanceFieldLivesForOneTest() {
            assertThat(new Api(extension.sandbox()).get("/templates").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysWhyThereIsNoSandbox() {
        assertThatThrownBy(() -> new DataMakerSandboxExtension().baseUrl()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not running");
    }
}
