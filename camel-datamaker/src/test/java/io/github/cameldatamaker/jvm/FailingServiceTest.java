package io.github.cameldatamaker.jvm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One request in twenty fails, each in its own way, and all rows arrive once, in order: 50,000 rows, a million with -Psoak; 64 MB
 * of heap.
 */
class FailingServiceTest {

    private static final int ROWS = Boolean.getBoolean("soak") ? 1_000_000 : 50_000;
    private static final int CHUNK = 500;

    @RegisterExtension
    static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    private static ForkedJvm run() throws Exception {
        return ForkedJvm.run(ChunksMain.class, List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
                Map.of("DM_API_KEY", SERVICE.apiKey()), SERVICE.baseUrl(), Integer.toString(ROWS), Integer.toString(CHUNK));
    }

    // Chunk bodies have some 150,000 bytes: the positions are anywhere in them.
    private static void fail(Faults.Rule rule, Random random) {
        int position = random.nextInt(150_000);
        switch (random.nextInt(7)) {
            case 0 -> rule.status(List.of(500, 502, 503, 504).get(random.nextInt(4)));
            case 1 -> rule.rateLimited(Duration.ofSeconds(1));
            case 2 -> rule.html(502);
            case 3 -> rule.disconnect();
            case 4 -> rule.cutAfter(position);
            case 5 -> rule.endEarlyAfter(position);
            default -> rule.stallAfter(position);
        }
    }

    @Test
    @Timeout(3600)
    void noRowIsMissingOrThereTwice() throws Exception {
        ForkedJvm undisturbed = run();
        assertThat(undisturbed.exitCode()).as(undisturbed.output()).isZero();
        Random random = new Random();
        int requests = ROWS / CHUNK;
        int faults = requests / 20;
        random.ints(0, requests).distinct().limit(faults)
                .forEach(request -> fail(SERVICE.sandbox().faults().on("POST", "/templates/{id}/generate").after(request),
                        random));

        ForkedJvm disturbed = run();

        assertThat(disturbed.exitCode()).as(disturbed.output()).isZero();
        assertThat(SERVICE.sandbox().faults().fired()).isEqualTo(faults);
        assertThat(result(disturbed)).contains("rows=" + ROWS + " ").isEqualTo(result(undisturbed));
        System.out.println(faults + " of " + requests + " requests failed: " + result(disturbed));
    }

    private static String result(ForkedJvm jvm) {
        return jvm.output().lines().filter(line -> line.startsWith("rows=")).reduce((first, second) -> second)
                .orElse(jvm.output());
    }
}
