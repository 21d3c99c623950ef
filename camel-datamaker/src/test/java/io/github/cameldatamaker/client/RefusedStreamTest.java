package io.github.cameldatamaker.client;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.Http2Service.Reaction;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** HTTP/2 tells which requests were not done, so that any of them can be repeated. */
class RefusedStreamTest extends LoopbackServiceTest<Http2Service> {

    private static final String GENERATE = "datamaker:generate?template=t&count=1&outputType=List";

    private final AtomicLong nanos = new AtomicLong();
    private volatile Reaction first = Reaction.REFUSE;
    private CompletableFuture<Exchange> held;

    RefusedStreamTest() {
        super(new Http2Service());
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        service.react(number -> number == 1 ? first : Reaction.ANSWER);
        ComponentInsides.setNanos(component, nanos::get);
        component.getConfiguration().setRetryBackoff(1);
        component.getConfiguration().setHttpClient(
                new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build());
    }

    private Exchange request(String uri, Object body) {
        return template.request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    @ParameterizedTest
    @EnumSource(value = Reaction.class, names = { "REFUSE", "GO_AWAY" })
    void aRefusedRequestIsRepeated(Reaction refusal) {
        first = refusal;

        assertThat(request(GENERATE, null).getException()).isNull();
        assertThat(service.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "createTemplate", "updateTemplate?template=t", "runScenario?scenario=s", "saveSet?set=s", "uploadFile?file=f",
            "verifyConnection?connection=c", "deleteSet?set=s", "getTemplate?template=t" })
    void everyRefusedRequestIsRepeated(String uri) {
        Object body = uri.startsWith("saveSet") ? List.of(Map.of("a", 1)) : "{}";

        service.answer("{\"id\":\"r\",\"status\":\"done\"}");

        assertThat(request("datamaker:" + uri, body).getException()).isNull();

        assertThat(service.requests()).hasSize(2);
    }

    /** Some of its rows may have been read. */
    @Test
    void aBodyThatCanBeReadOnceIsNotRepeated() {
        Exception failure = request("datamaker:saveSet?set=s", List.of(Map.of("a", 1)).iterator()).getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class).hasMessageContaining("before it began");
        assertThat(((DataMakerException) failure).isNeverSent()).isTrue();
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void maxRetriesHolds() {
        Exception failure = request(GENERATE + "&maxRetries=0", null).getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class).hasMessageContaining("REFUSED_STREAM");
        assertThat(service.requests()).hasSize(1);
    }

    /** A refused run has certainly not started. */
    @Test
    void aRefusedRunIsNotLookedFor() {
        Exception failure = request("datamaker:runScenario?scenario=s&maxRetries=0", null).getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class).hasMessageNotContaining("not known");
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Reaction.class, names = { "BREAK", "GO_AWAY_AND_CLOSE" })
    void aRequestThatMayHaveBeenDoneIsNotRepeated(Reaction end) {
        first = end;

        Exception failure = request(GENERATE, null).getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class);
        assertThat(((DataMakerException) failure).isNeverSent()).isFalse();
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aGoAwayThatIncludesTheRequestLetsItEnd() {
        first = Reaction.GO_AWAY_AND_ANSWER;

        assertThat(request(GENERATE, null).getMessage().getBody(List.class)).hasSize(1);
        assertThat(request(GENERATE, null).getMessage().getBody(List.class)).hasSize(1);
        assertThat(service.requests()).containsExactly(1, 2);
    }

    @Test
    void anIdleConnectionIsNotTrusted() {
        first = Reaction.ANSWER;
        request(GENERATE, null);
        request(GENERATE, null);
        nanos.addAndGet(7_000_000_000L);

        assertThat(request(GENERATE, null).getException()).isNull();
        assertThat(service.requests()).containsExactly(1, 1, 2);
    }

    private void holdACall() {
        first = Reaction.HOLD;
        held = send("datamaker:getTemplate?template=t", null);
        Awaitility.await().until(() -> service.requests().size() == 1);
    }

    /** A call that gets no answer does not prove that the connection lives; it may be half dead. */
    @ParameterizedTest
    @ValueSource(strings = { "generate?template=t&count=1&outputType=List", "runScenario?scenario=s", "createTemplate" })
    void aConnectionThatOthersUseInSilenceIsNotTrusted(String uri) {
        holdACall();
        service.answer(uri.startsWith("generate") ? "[{\"id\":\"r\"}]" : "{\"id\":\"r\"}");
        nanos.addAndGet(10_000_000_000L);

        assertThat(request("datamaker:" + uri, "{}").getException()).isNull();
        assertThat(request("datamaker:" + uri, "{}").getException()).isNull();

        assertThat(service.requests()).containsExactly(1, 2, 3);
        assertThat(held).isNotDone();
    }

    /** The connection may only be slow, so others continue to wait on it. */
    @Test
    void otherUsersOfAConnectionAreLeftAlone() {
        holdACall();
        nanos.addAndGet(10_000_000_000L);
        request(GENERATE, null);

        service.answerHeld();

        assertThat(held.join().getException()).isNull();
        assertThat(service.requests()).containsExactly(1, 2);
    }

    /** A slow generate: its answer has begun, but nothing more arrives. */
    @Test
    void rowsThatDoNotArriveProveNothing() throws Exception {
        first = Reaction.BEGIN;
        held = send("datamaker:generate?template=t&count=1&outputType=Stream", null);
        Awaitility.await().until(held::isDone);
        nanos.addAndGet(500_000_000L);
        assertThat(request(GENERATE, null).getException()).isNull();
        nanos.addAndGet(10_000_000_000L);

        assertThat(request(GENERATE, null).getException()).isNull();

        assertThat(service.requests()).containsExactly(1, 1, 2);
        held.join().getMessage().getBody(InputStream.class).close();
    }

    /** A request that may be repeated uses the connection, and its answer proves that it lives. */
    @Test
    void anAnswerProvesThatItLives() {
        holdACall();
        nanos.addAndGet(10_000_000_000L);
        request("datamaker:getTemplate?template=t", null);
        nanos.addAndGet(1_000_000_000L);

        assertThat(request(GENERATE, null).getException()).isNull();

        assertThat(service.requests()).containsExactly(1, 1, 1);
    }

    /** A request's own connection is closed after it. */
    @Test
    void nothingIsLeftOpen() {
        holdACall();
        nanos.addAndGet(10_000_000_000L);
        request(GENERATE, null);

        Awaitility.await().until(() -> service.open() == 1);
    }
}
