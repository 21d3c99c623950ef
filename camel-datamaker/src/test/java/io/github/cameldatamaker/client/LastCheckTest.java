package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A request that may be refused at the last moment. */
class LastCheckTest {

    private static final ApiRequest RUN = ApiRequest.of("POST", "/scenarios/{scenario}/run").withId("scenario", "scn_seed_orders")
            .withBody(new ApiBody.Json(Map.of()));

    private final DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).apiKey(OwnSandboxTest.newKey()).start();
    private final DataMakerClient client = new DataMakerClientBuilder().baseUrl(sandbox.baseUrl())
            .apiKey(ApiKey.of(sandbox.apiKey())).build();

    @AfterEach
    void close() {
        client.close();
        sandbox.close();
    }

    @Test
    void itRunsBeforeEachAttempt() {
        sandbox.faults().on("POST", "/scenarios/{id}/run").times(2).rateLimited(Duration.ZERO);
        List<Integer> requestsBefore = new ArrayList<>();

        client.send(RUN, () -> requestsBefore.add(sandbox.requests().size())).future().join().close();

        // An attempt that has waited long gets another connection and another check.
        assertThat(requestsBefore.stream().distinct()).containsExactly(0, 1, 2);
    }

    @Test
    void itsExceptionFailsTheRequestUnsent() {
        DataMakerException refusal = new DataMakerException("taken");

        assertThatThrownBy(() -> client.send(RUN, () -> {
            throw refusal;
        }).future().join()).isInstanceOf(CompletionException.class).cause().isSameAs(refusal);
        assertThatThrownBy(() -> client.send(RUN, () -> {
            throw new IllegalStateException("no table");
        }).future().join()).cause().isInstanceOf(DataMakerException.class).hasMessageContaining("not sent")
                .hasMessageContaining("no table")
                .matches(error -> ((DataMakerException) error).isNeverSent(), "is never sent");
        assertThatThrownBy(() -> client.send(RUN, () -> {
            throw new NoClassDefFoundError("no driver");
        }).future().join()).cause().isInstanceOf(DataMakerException.class).hasMessageContaining("not sent")
                .hasMessageContaining("no driver");

        assertThat(sandbox.requests()).isEmpty();
        client.send(RUN).future().join().close();
    }
}
