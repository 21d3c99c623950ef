package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.RecordedRequest;
import io.github.cameldatamaker.sandbox.StandardError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    @ParameterizedTest
    @ValueSource(strings = { "", "Bearer wrong", "Basic sandbox-key", "Bearer ", "sandbox-key" })
    void refusesWithoutTheKey(String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/templates"));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response = api.send(request.build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("unauthorized");
        assertThat(Api.error(response).path("message").asText()).isNotEmpty();
        assertThat(Api.error(response).path("details").isObject()).isTrue();
        assertThat(sandbox.requests()).hasSize(1);
    }

    @Test
    void everyAnswerHasARequestIdAndTheRateHeaders() {
        List<HttpResponse<String>> answers = List.of(api.get("/templates"), api.get("/templates/none"), api.get("/none"),
                api.post("/templates/tmpl_customer/generate", "{\"count\":1}"), api.delete("/templates/tmpl_payment"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1);
            assertThat(answer.headers().allValues("X-RateLimit-Remaining")).containsExactly("1000000");
            assertThat(answer.headers().allValues("X-RateLimit-Reset")).hasSize(1);
        });
        assertThat(answers.stream().map(answer -> answer.headers().firstValue("X-Request-Id").orElseThrow()))
                .doesNotHaveDuplicates();
    }

    @Test
    void answersHaveTheTimeOfTheClock() {
        sandbox.clock().advance(Duration.ofMillis(900));
        assertThat(api.get("/templates").headers().allValues("Date")).containsExactly("Sun, 12 Apr 2026 10:31:00 GMT");
        sandbox.clock().advance(Duration.ofDays(1));
        assertThat(api.get("/none").headers().allValues("Date")).containsExactly("Mon, 13 Apr 2026 10:31:00 GMT");
    }

    @Test
    void unknownPathsAndMethodsAreErrorsOfTheContract() {
        HttpResponse<String> path = api.get("/v1/templates");
        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(Api.error(path).path("code").asText()).isEqualTo("not_found");
        HttpResponse<String> method = api.send("PUT", "/templates/tmpl_customer", "{}");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(Api.error(method).path("code").asText()).isEqualTo("method_not_allowed");
    }

    @Test
    void recordsWhatWasSent() {
        api.post("/templates/tmpl_customer%40v1/preview?a=%20b", "{\"seed\":\"ü\"}");
        RecordedRequest request = sandbox.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/templates/tmpl_customer%40v1/preview");
        assertThat(request.query()).isEqualTo("a=%20b");
        assertThat(request.header("AUTHORIZATION")).hasValue("Bearer sandbox-key");
        assertThat(request.headers().get("content-TYPE")).containsExactly("application/json");
        assertThat(request.body()).isEqualTo("{\"seed\":\"ü\"}");
        sandbox.clearRequests();
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void keepsTheLastThousandRequestsAndTheStartOfABody() {
        for (int i = 0; i < 1001; i++) {
            api.get("/templates/" + i);
        }
        assertThat(sandbox.requests()).hasSize(1000);
        assertThat(sandbox.requests().get(0).path()).isEqualTo("/templates/1");
        api.post("/templates", "\"" + "x".repeat(100_000) + "\"");
        assertThat(sandbox.requests().get(999).body()).hasSize(64 * 1024);
    }

    @Test
    void refusesABodyOfAnotherTypeOrTooLarge() {
        HttpResponse<String> form = api
                .send(api.request("/templates/tmpl_customer/generate").header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("{\"count\":1}")).build());
        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(Api.error(form).path("message").asText()).contains("Content-Type must be application/json");
        HttpResponse<String> large = api.post("/templates", " ".repeat(10 * 1024 * 1024 + 1));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(Api.error(large).path("code").asText()).isEqualTo("payload_too_large");
    }

    @Test
    void logsNothingAboutARequestThatBreaksOff() {
        String logged = StandardError.during(() -> {
            try (Socket client = new Socket("localhost", sandbox.port())) {
                client.getOutputStream().write(("POST /templates HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
                await().until(() -> sandbox.openResponses() == 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            await().until(() -> sandbox.openResponses() == 0);
        });
        assertThat(logged).isEmpty();
    }
}
