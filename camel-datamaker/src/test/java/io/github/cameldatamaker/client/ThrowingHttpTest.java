package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is thrown while a request is sent or its answer is read, the exchange ends with it. */
class ThrowingHttpTest extends WireMockRouteTest {

    private volatile Place place;
    private volatile Supplier<Throwable> thrown;

    /** Where it throws. */
    enum Place {
        BEFORE_SENDING, ON_THE_CONNECTION, BEHIND_THE_ANSWER, IN_AN_ERROR_BODY
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setMaxRetries(0);
        component.getConfiguration().setHttpClient(new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throwAt(Place.BEFORE_SENDING);
                    Response response = chain.proceed(chain.request());
                    throwAt(Place.BEHIND_THE_ANSWER);
                    return place == Place.IN_AN_ERROR_BODY ? response.newBuilder().body(new ThrowingBody(response.body())).build()
                            : response;
                })
                .addNetworkInterceptor(this::onTheConnection)
                .build());
    }

    private Response onTheConnection(Interceptor.Chain chain) throws IOException {
        throwAt(Place.ON_THE_CONNECTION);
        return chain.proceed(chain.request());
    }

    private void throwAt(Place here) {
        if (place == here) {
            ThrowingHttpTest.<RuntimeException>sneak(thrown.get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    /** Fails when it is read. */
    private final class ThrowingBody extends ResponseBody {

        private final ResponseBody body;

        ThrowingBody(ResponseBody body) {
            this.body = body;
        }

        @Override
        public MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public BufferedSource source() {
            return Okio.buffer(new ForwardingSource(body.source()) {
                @Override
                public long read(Buffer sink, long byteCount) {
                    throwAt(Place.IN_AN_ERROR_BODY);
                    return -1;
                }
            });
        }
    }

    static Stream<Arguments> places() {
        return Stream.of(Place.values()).flatMap(place -> Stream.<Supplier<Throwable>>of(
                () -> new IllegalStateException("out of order"), () -> new NoClassDefFoundError("out of order"),
                () -> new StackOverflowError("out of order")).map(thrown -> Arguments.of(place, thrown)));
    }

    @ParameterizedTest
    @MethodSource("places")
    void theExchangeEndsWhateverHttpThrows(Place where, Supplier<Throwable> what) throws Exception {
        place = where;
        thrown = what;
        answer(aResponse().withStatus(where == Place.IN_AN_ERROR_BODY ? 400 : 200).withBody("{}"));

        for (String uri : new String[] { "generate?template=t&count=1", "getTemplate?template=t", "listSets",
                "runScenario?scenario=s" }) {
            CompletableFuture<Exchange> sent = send("datamaker:" + uri, null);

            assertThat(sent.get(30, TimeUnit.SECONDS).getException()).as(uri).hasStackTraceContaining("out of order");
        }
        if (where != Place.BEHIND_THE_ANSWER) {
            // An interceptor that throws must close its own response.
            assertReleased();
        }
    }
}
