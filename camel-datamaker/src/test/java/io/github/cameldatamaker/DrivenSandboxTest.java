package io.github.cameldatamaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.SandboxClock;
import okhttp3.Call;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;

/** Routes against the sandbox, where the time of both sides is driven. */
public abstract class DrivenSandboxTest extends OwnSandboxTest {

    public static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    /** One for each test: a budget outlives its context, and another sandbox may get the same port. */
    private static final AtomicInteger KEYS = new AtomicInteger();

    protected final DrivenTime time = new DrivenTime(START);
    protected final SandboxClock serverClock;

    protected DrivenSandboxTest() {
        this(Plan.ENTERPRISE);
    }

    protected DrivenSandboxTest(Plan plan) {
        this(plan, SandboxClock.startingAt(START));
    }

    private DrivenSandboxTest(Plan plan, SandboxClock serverClock) {
        super(DataMakerSandbox.builder().plan(plan).clock(serverClock));
        this.serverClock = serverClock;
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        ComponentInsides.setTime(component, time.clock(), time);
    }

    protected String scenario(String steering) {
        Map<?, ?> created = template.requestBody("datamaker:createScenario",
                Map.of("name", "A scenario", "code", "# sandbox: " + steering + "\nprint(\"hello\")"), Map.class);
        return (String) created.get("id");
    }

    /** Lets time pass on both sides. */
    protected void advance(Duration by) {
        serverClock.advance(by);
        time.advance(by);
    }

    /** Lets time pass once everything that was sent is answered and read: an answer belongs to the time at which it came. */
    protected void advanceWhenQuiet(Duration by) {
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(this::nothingIsUnderWay);
        advance(by);
    }

    /** Lets time pass until the exchange is done. */
    protected Exchange drive(CompletableFuture<Exchange> sent) {
        // However slow the machine is, an answer arrives before the time that it may take is over.
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofMinutes(1)).until(() -> {
            if (isQuiet(context)) {
                advance(Duration.ofSeconds(5));
            }
            return sent.isDone();
        });
        return sent.join();
    }

    /** Whether a context waits for nothing but time: its requests are answered, or the service holds them until a run has ended. */
    protected static boolean isQuiet(CamelContext context) {
        return ComponentInsides.connections(context).base().dispatcher().runningCalls().stream().allMatch(DrivenSandboxTest::mayBeHeld);
    }

    private static boolean mayBeHeld(Call call) {
        return call.request().method().equals("POST") && call.request().url().encodedPath().endsWith("/run");
    }

    protected long count(String method) {
        return sandbox.requests().stream().filter(request -> request.method().equals(method)).count();
    }
}
