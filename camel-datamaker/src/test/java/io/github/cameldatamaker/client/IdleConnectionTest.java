package io.github.cameldatamaker.client;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers close idle connections, often after 5 seconds. A request at that moment must not get lost. */
class IdleConnectionTest extends LoopbackServiceTest<RawService> {

    private static final String GENERATE = "datamaker:generate?template=t&count=1&outputType=List";
    private static final String GET = "datamaker:getTemplate?template=t";
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();

    IdleConnectionTest() {
        super(new RawService());
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        service.answer(request -> request.contains("/generate") ? RawService.json("[{\"a\":1}]") : RawService.OBJECT);
        ComponentInsides.setNanos(component, nanos::get);
        component.getConfiguration().setMaxRetries(0);
    }

    private void pass(long seconds) {
        // The thread that reads the answer notes its end.
        Awaitility.await().until(this::nothingIsUnderWay);
        nanos.addAndGet(seconds * SECOND);
    }

    private Exchange request(String uri) {
        return template.request(uri, exchange -> exchange.getMessage().setBody("{}"));
    }

    private void assertSucceeds(String uri) {
        assertThat(request(uri).getException()).isNull();
    }

    private List<Integer> connections() {
        return service.requests().stream().map(request -> Integer.valueOf(request.split(" ")[0])).toList();
    }

    @Test
    void aConnectionIsUsedAgain() {
        for (int i = 0; i < 3; i++) {
            assertSucceeds(GENERATE);
            pass(1);
        }

        assertThat(connections()).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "generate?template=t&count=1&outputType=List", "runScenario?scenario=s", "createTemplate",
            "updateTemplate?template=t",
            "uploadFile?file=f", "verifyConnection?connection=c" })
    void aRequestThatMustNotBeRepeatedUsesANewConnection(String operation) {
        assertSucceeds(GENERATE);
        pass(2);

        assertSucceeds("datamaker:" + operation);

        assertThat(connections()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "generate?template=t&count=1&outputType=List", "runScenario?scenario=s", "getTemplate?template=t" })
    void aConnectionThatTheServerClosedIsNotUsed(String operation) {
        assertSucceeds(GENERATE);
        pass(7);
        service.closeConnections();

        assertSucceeds("datamaker:" + operation);

        assertThat(connections()).containsExactly(1, 2);
    }

    /** Polls every few seconds do not shake hands each time. */
    @Test
    void aRequestThatMayBeRepeatedUsesAnOpenConnection() {
        assertSucceeds(GET);
        pass(30);
        assertSucceeds(GET);
        pass(30);
        assertSucceeds("datamaker:deleteTemplate?template=t");

        assertThat(connections()).containsExactly(1, 1, 1);
    }

    /** Some servers send a last message: it answers no request. */
    @Test
    void unexpectedBytesAreNotTakenForAnAnswer() {
        assertSucceeds(GET);
        service.push("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        pass(7);

        assertSucceeds(GET);

        assertThat(connections()).containsExactly(1, 2);
    }

    /** To claim a run may take the time of a database. The connection is idle meanwhile. */
    @Test
    void aSlowClaimGetsANewConnection() {
        context.getRegistry().bind("slow", new SlowState());
        assertSucceeds(GET);

        assertSucceeds("datamaker:runScenario?scenario=s&runKey=k&stateRepository=#slow");

        assertThat(connections()).containsExactly(1, 2);
        assertThat(service.requests()).filteredOn(request -> request.contains("POST")).hasSize(1);
    }

    /** Takes five seconds for the first write. */
    private final class SlowState implements DataMakerStateRepository {

        private final Map<String, String> state = new ConcurrentHashMap<>();

        @Override
        public boolean compareAndSet(String key, String expected, String value) {
            if (state.isEmpty()) {
                nanos.addAndGet(5 * SECOND);
            }
            return expected == null ? state.putIfAbsent(key, value) == null : state.replace(key, expected, value);
        }

        @Override
        public int forget(String kind, Duration age) {
            return 0;
        }

        @Override
        public void setState(String key, String value) {
            state.put(key, value);
        }

        @Override
        public String getState(String key) {
            return state.get(key);
        }

        @Override
        public void start() {
            // Nothing to do.
        }

        @Override
        public void stop() {
            // Nothing to do.
        }
    }

    /** The bytes arrived long before. */
    @Test
    void bytesThatAreReadLateProveNothing() throws Exception {
        Exchange slow = request(GENERATE.replace("List", "Stream"));
        pass(7);
        try (InputStream rows = slow.getMessage().getBody(InputStream.class)) {
            assertThat(rows.readAllBytes()).isNotEmpty();
        }

        assertSucceeds(GENERATE);

        assertThat(connections()).containsExactly(1, 2);
    }

    @Test
    void severalIdleConnectionsAreClosed() throws Exception {
        route(r -> r.from("direct:both").multicast().parallelProcessing().to(GENERATE, GENERATE + "&seed=s"));
        service.holdUntil(2);
        assertSucceeds("direct:both");
        pass(7);

        assertSucceeds(GENERATE);

        assertThat(connections()).containsExactlyInAnyOrder(1, 2, 3);
    }

    /** Within the second nothing shows it. The retries repeat the request and count it. */
    @Test
    void aServerThatClosesAtOnce() {
        assertSucceeds(GET);
        Awaitility.await().until(this::nothingIsUnderWay);
        service.closeConnections();

        assertThat(request(GET).getException()).isInstanceOf(DataMakerConnectionException.class);
        assertSucceeds(GET);
    }
}
