package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.DrivenTime;
import okhttp3.OkHttpClient;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Slow answers hold up only requests of their kind. Those are counted, and their wait ends. The OkHttpClient is the user's. */
@Timeout(120)
class OpenCallsTest extends LoopbackServiceTest<RawService> {

    private static final int MOST = 64;
    private static final int MORE = 6;

    private final DrivenTime time = new DrivenTime(Instant.parse("2026-01-01T10:00:00Z"));
    private final CountDownLatch released = new CountDownLatch(1);

    OpenCallsTest() {
        super(new RawService());
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        ComponentInsides.setTime(component, time.clock(), time);
        component.getConfiguration().setMaxRetries(0);
        // Its dispatcher lets five requests go to a host.
        component.getConfiguration().setHttpClient(new OkHttpClient());
    }

    /** A service that does not count requests allows all of them. */
    @BeforeEach
    void learnThatNothingIsCounted() {
        template.requestBody("datamaker:getTemplate?template=first", (Object) null);
        service.requests().clear();
    }

    private List<CompletableFuture<Exchange>> send(int number, String uri) {
        return new ArrayList<>(IntStream.range(0, number).mapToObj(i -> send("datamaker:" + uri, null)).toList());
    }

    /** The service is slow for all paths with this part. */
    private void hold(String part) {
        service.answer(request -> {
            if (request.contains(part)) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    return "";
                }
            }
            return RawService.json("{\"id\":\"x\",\"status\":\"done\"}");
        });
    }

    private long waiting() {
        return ComponentInsides.waits(context).waiting();
    }

    private static void assertSucceeded(List<CompletableFuture<Exchange>> sent) throws Exception {
        for (CompletableFuture<Exchange> one : sent) {
            assertThat(one.get(60, TimeUnit.SECONDS).getException()).isNull();
        }
    }

    @Test
    void serverSideWaitsHoldUpNoOtherRequest() throws Exception {
        hold("/scenarios/slow/run");
        List<CompletableFuture<Exchange>> runs = send(MOST + MORE, "runScenario?scenario=slow&wait=server");
        Awaitility.await().until(() -> service.requests().size() == MOST);

        assertSucceeded(send(MOST + MORE, "getTemplate?template=t"));
        assertThat(runs).noneMatch(CompletableFuture::isDone);

        released.countDown();
        assertSucceeded(runs);
    }

    /** They still start, after responseTimeout at the latest. */
    @Test
    void runsBeyondTheLimitOfServerSideWaitsArePolled() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        service.answer(request -> {
            if (request.contains("POST") && posts.incrementAndGet() <= MOST) {
                await(released);
            }
            return RawService.json(
                    request.contains("POST") ? "{\"id\":\"x\",\"status\":\"running\"}" : "{\"id\":\"x\",\"status\":\"done\"}");
        });
        List<CompletableFuture<Exchange>> runs = send(MOST, "runScenario?scenario=slow&wait=server");
        Awaitility.await().until(() -> posts.get() == MOST);
        List<CompletableFuture<Exchange>> more = send(MORE, "runScenario?scenario=slow&wait=server");
        for (int i = 0; i < MORE; i++) {
            more.add(send("datamaker:runScenario?scenario=slow&wait=server&runKey=" + i, null));
        }

        Awaitility.await().until(() -> {
            time.advance(Duration.ofSeconds(10));
            return more.stream().allMatch(CompletableFuture::isDone);
        });

        assertSucceeded(more);
        assertThat(runs).noneMatch(CompletableFuture::isDone);
        assertThat(service.bodies()).filteredOn(body -> body.contains("\"wait\":\"true\"")).hasSize(MOST);
        assertThat(service.bodies()).filteredOn(body -> body.contains("\"wait\":\"false\"")).hasSize(2 * MORE);
        assertThat(more).allSatisfy(
                run -> assertThat(run.join().getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done"));
    }

    /** A context that stops does not wait for answers to others. */
    @Test
    void runsAreCancelledWhateverElseIsOpen() throws Exception {
        service.answer(request -> {
            if (request.contains("GET /scenarios")) {
                return RawService.json(IntStream.range(0, MORE).mapToObj(
                        i -> "{\"id\":\"r" + i + "\",\"status\":\"running\",\"params\":{\"camel_datamaker_run_key\":\"k" + i
                                + "\"}}")
                        .collect(Collectors.joining(",", "{\"items\":[", "]}")));
            }
            if (request.contains("DELETE")) {
                return "HTTP/1.1 204 No Content\r\n\r\n";
            }
            await(released);
            return RawService.OBJECT;
        });
        for (int i = 0; i < MORE; i++) {
            send("datamaker:runScenario?scenario=slow&wait=server&runKey=k" + i, null);
        }
        send(MOST - MORE, "runScenario?scenario=slow&wait=server");
        send(MOST, "getTemplate?template=slow");
        Awaitility.await().until(() -> service.requests().size() == 2 * MOST);

        context.stop();

        assertThat(
                service.requests().stream().filter(request -> request.contains("DELETE")).map(request -> request.split("/")[4]))
                .containsExactlyInAnyOrder(IntStream.range(0, MORE).mapToObj(i -> "r" + i).toArray(String[]::new));
    }

    @Test
    void waitingRequestsAreCountedAndContinue() throws Exception {
        hold("slow");
        List<CompletableFuture<Exchange>> sent = send(MOST + MORE, "getTemplate?template=slow");

        Awaitility.await().until(() -> service.requests().size() == MOST);
        assertThat(waiting()).isEqualTo(MORE);

        released.countDown();
        assertSucceeded(sent);
        Awaitility.await().until(() -> waiting() == 0);
    }

    /** The limit is the same as for an answer. */
    @Test
    void noRequestWaitsForLongerThanResponseTimeout() throws Exception {
        hold("slow");
        List<CompletableFuture<Exchange>> sent = send(MOST, "getTemplate?template=slow&responseTimeout=40s");
        Awaitility.await().until(() -> service.requests().size() == MOST);
        sent.addAll(send(MORE, "getTemplate?template=slow&responseTimeout=40s"));

        time.advance(Duration.ofSeconds(39));
        assertThat(waiting()).isEqualTo(MORE);
        time.advance(Duration.ofSeconds(2));

        for (CompletableFuture<Exchange> late : sent.subList(MOST, MOST + MORE)) {
            Exception failure = late.get(60, TimeUnit.SECONDS).getException();
            assertThat(failure).isInstanceOf(DataMakerTimeoutException.class).hasMessage(
                    "GET /templates/slow was not sent: 64 requests like it have waited for their answers for 40000 ms (option responseTimeout). "
                            + "Send fewer at once");
            assertThat(((DataMakerException) failure).isNeverSent()).isTrue();
        }
        assertThat(service.requests()).hasSize(MOST);
        released.countDown();
        assertSucceeded(sent.subList(0, MOST));
    }

    /** A request that is held up is not sent after its context has stopped. */
    @Test
    void waitsEndWithTheirContext() throws Exception {
        hold("slow");
        List<CompletableFuture<Exchange>> sent = send(MOST + MORE, "getTemplate?template=slow");
        Awaitility.await().until(() -> service.requests().size() == MOST);

        context.stop();

        for (CompletableFuture<Exchange> one : sent) {
            assertThat(one.get(60, TimeUnit.SECONDS).getException()).isNotNull();
        }
        assertThat(service.requests()).hasSize(MOST);
    }

    /** Each set is sent while it asks for the next page of its list. There are more sets than may be sent at once. */
    @Test
    void listsThatAreSavedDoNotWaitForEachOther() throws Exception {
        int many = 2 * MOST;
        CountDownLatch allAtWork = new CountDownLatch(MOST);
        service.answer(request -> {
            if (request.contains("/sets")) {
                return RawService.json("{\"name\":\"s\",\"version\":1}");
            }
            if (!request.contains("cursor")) {
                return RawService.json("{\"items\":[{\"id\":\"a\"}],\"next_cursor\":\"2\"}");
            }
            // The second page comes when the limit of sets is being sent.
            allAtWork.countDown();
            await(allAtWork);
            return RawService.json("{\"items\":[{\"id\":\"b\"}]}");
        });
        route(r -> r.from("seda:save?concurrentConsumers=8").to("datamaker:listTemplates").to("datamaker:saveSet?set=s")
                .to("mock:saved"));
        mock("saved").expectedMessageCount(many);

        for (int i = 0; i < many; i++) {
            template.sendBody("seda:save", null);
        }

        mock("saved").assertIsSatisfied();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
