package io.github.cameldatamaker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerClientBuilder;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** New runs, found without reading all pages. */
class RunListTest {

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    private final List<String> started = new ArrayList<>();
    private DataMakerClient client;
    private String scenario;

    @BeforeEach
    void scenario(DataMakerSandbox sandbox) {
        client = new DataMakerClientBuilder().baseUrl(sandbox.baseUrl()).apiKey(ApiKey.of(sandbox.apiKey())).build();
        scenario = sandbox.scenarios().add("A scenario", "print(1)");
        for (int i = 0; i < 120; i++) {
            started.add(sandbox.scenarios().start(scenario, Map.of()));
        }
        sandbox.clearRequests();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private RunList list() {
        return new RunList(this::send, scenario, 1 << 20);
    }

    private ApiResponse send(ApiRequest request) {
        return client.send(request).future().join();
    }

    private static List<String> ids(List<Run> runs) {
        return runs.stream().map(run -> run.id().orElseThrow()).toList();
    }

    @Test
    void allAreThereOldestFirst() {
        RunList.Found found = list().read(run -> false, 1000);

        assertThat(ids(found.fresh())).isEqualTo(started);
        assertThat(found.isWhole()).isTrue();
    }

    @Test
    void itStopsAtAPageOfKnownOnes(DataMakerSandbox sandbox) {
        Set<String> known = new TreeSet<>(started.subList(0, 115));

        RunList.Found found = list().read(run -> known.contains(run.id().orElseThrow()), 1000);

        assertThat(ids(found.fresh())).isEqualTo(started.subList(115, 120));
        assertThat(found.known()).hasSize(95);
        assertThat(found.isWhole()).isFalse();
        assertThat(sandbox.requests()).hasSize(2);
    }

    @Test
    void theOldestRunsComeFirstIfThereAreTooMany() {
        RunList.Found found = list().read(run -> run.id().orElseThrow().equals(started.get(0)), 3);

        assertThat(ids(found.fresh())).isEqualTo(started.subList(1, 4));
    }

    @Test
    void aStartFromNowReadsOnePageWithoutRunningRuns(DataMakerSandbox sandbox) {
        started.forEach(run -> sandbox.scenarios().setStatus(run, "done"));
        KnownRuns<String> known = new KnownRuns<>(String.class::cast, value -> value);

        known.closeAll(list().newest());

        assertThat(sandbox.requests()).hasSize(1);
        assertThat(list().read(known::isKnown, 10).fresh()).isEmpty();
        String next = sandbox.scenarios().start(scenario, Map.of());
        assertThat(ids(list().read(known::isKnown, 10).fresh())).containsExactly(next);
    }

    @Test
    void aStartFromNowReadsOnWhileRunsAreRunning(DataMakerSandbox sandbox) {
        started.subList(0, 69).forEach(run -> sandbox.scenarios().setStatus(run, "done"));

        assertThat(ids(list().newest().fresh())).contains(started.get(69), started.get(119)).hasSize(100 + 20);
    }
}
