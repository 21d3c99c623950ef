package io.github.cameldatamaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.SandboxClock;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** Routes against the sandbox, where the time of both sides is driven. */
public abstract class DrivenSandboxTest extends RouteTest {

    public static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    protected final DrivenTime time = new DrivenTime(START);
    protected final SandboxClock serverClock = SandboxClock.startingAt(START);
    protected final DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).clock(serverClock).start();

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    @Override
    protected String baseUrl() {
        return sandbox.baseUrl();
    }

    @Override
    protected String apiKey() {
        return sandbox.apiKey();
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        component.setTime(time.clock(), time);
    }

    protected String scenario(String steering) {
        Map<?, ?> created = template.requestBody("datamaker:createScenario",
                Map.of("name", "A scenario", "code", "# sandbox: " + steering + "\nprint(\"hello\")"), Map.class);
        return (String) created.get("id");
    }

    /** Lets time pass until the exchange is done. */
    protected Exchange drive(CompletableFuture<Exchange> sent) {
        // In small steps, so that a look is answered before the time it may take is over.
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofMinutes(1)).until(() -> {
            serverClock.advance(Duration.ofSeconds(5));
            time.advance(Duration.ofSeconds(5));
            return sent.isDone();
        });
        return sent.join();
    }

    protected long count(String method) {
        return sandbox.requests().stream().filter(request -> request.method().equals(method)).count();
    }
}
