package io.github.cameldatamaker.sandbox.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BudgetTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox(Plan.FREE);

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    @BeforeEach
    void startWithinAMinute() {
        driven.setSeconds(20);
    }

    private HttpResponse<String> generate(long count) {
        return api.post("/templates/tmpl_product/generate", "{\"count\":" + count + "}");
    }

    @Test
    void allowsSixtyRequestsAMinute() {
        for (int used = 1; used <= 60; used++) {
            HttpResponse<String> response = api.get("/templates");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("X-RateLimit-Remaining")).containsExactly(Integer.toString(60 - used));
        }
        HttpResponse<String> refused = api.get("/templates");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Api.error(refused).path("code").asText()).isEqualTo("rate_limited");
        assertThat(Api.error(refused).path("message").asText()).contains("plan free", "60 requests a minute");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("40");
        assertThat(refused.headers().allValues("X-RateLimit-Remaining")).containsExactly("0");
        assertThat(refused.headers().firstValue("X-RateLimit-Reset"))
                .hasValue(Long.toString(Instant.parse("2026-04-12T10:32:00Z").getEpochSecond()));
        sandbox.clock().advance(Duration.ofSeconds(39));
        assertThat(api.get("/templates").statusCode()).isEqualTo(429);
        sandbox.clock().advance(Duration.ofSeconds(1));
        assertThat(api.get("/templates").headers().firstValue("X-RateLimit-Remaining")).hasValue("59");
    }

    @Test
    void wrongKeysAndFaultsCostNoRequest() {
        sandbox.faults().on("GET", "/templates").status(503);
        api.get("/templates");
        api.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/templates")).build());
        assertThat(api.get("/templates").headers().firstValue("X-RateLimit-Remaining")).hasValue("59");
    }

    @Test
    void allowsTenThousandRowsAnHour() {
        assertThat(generate(9_990).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = generate(11);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Api.error(refused).path("code").asText()).isEqualTo("quota_exceeded");
        assertThat(Api.error(refused).path("message").asText()).contains("10000 generated rows an hour", "10 are left",
                "11 were asked for");
        assertThat(Api.error(refused).path("details").path("limit").asLong()).isEqualTo(10_000);
        assertThat(refused.headers().firstValue("Retry-After"))
                .hasValue(Long.toString(Duration.ofMinutes(29).minusSeconds(20).toSeconds()));
        assertThat(generate(10).statusCode()).isEqualTo(200);
        assertThat(generate(1).statusCode()).isEqualTo(429);
        assertThat(sandbox.rowsGenerated()).isEqualTo(10_000);
        sandbox.clock().set(Instant.parse("2026-04-12T10:59:59Z"));
        assertThat(generate(1).statusCode()).isEqualTo(429);
        sandbox.clock().set(Instant.parse("2026-04-12T11:00:00Z"));
        assertThat(generate(10_000).statusCode()).isEqualTo(200);
    }

    @Test
    void previewsAndRefusedBodiesCostNoRows() {
        for (int i = 0; i < 3; i++) {
            assertThat(api.post("/templates/tmpl_product/preview", "{}").statusCode()).isEqualTo(200);
        }
        assertThat(api.post("/templates/tmpl_product/generate", "{\"count\":5000,\"overrides\":{\"none\":1}}").statusCode())
                .isEqualTo(400);
        assertThat(generate(10_000).statusCode()).isEqualTo(200);
    }

    @Test
    void aCutGenerationIsChargedInFull() {
        sandbox.faults().on("POST", "*").endEarlyAfter(10);
        generate(6_000);
        assertThat(generate(6_000).statusCode()).isEqualTo(429);
    }

    @Test
    void aResetRestoresTheBudget() {
        generate(10_000);
        sandbox.reset();
        assertThat(generate(10_000).statusCode()).isEqualTo(200);
        assertThat(sandbox.rowsGenerated()).isEqualTo(10_000);
    }

    @Test
    void plansHaveTheLimitsOfTheContract() {
        assertThat(Map.of(Plan.FREE, 60, Plan.PRO, 600))
                .allSatisfy((plan, requests) -> assertThat(plan.requestsPerMinute()).isEqualTo(requests));
        assertThat(Plan.FREE.rowsPerHour()).isEqualTo(10_000);
        assertThat(Plan.PRO.rowsPerHour()).isEqualTo(1_000_000);
        assertThat(Plan.ENTERPRISE.unlimited()).isTrue();
    }
}
