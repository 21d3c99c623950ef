package io.github.cameldatamaker.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends {@linkplain ApiRequest requests} of the REST contract, with the key, and gives back {@linkplain ApiResponse
 * responses} that stream.
 *
 * <pre>{@code
 * var client = DataMakerClient.builder().apiKey(key).build();
 * var request = ApiRequest.of("POST", "/templates/{template}/generate")
 *         .withId("template", "tmpl_customer").withJson(Map.of("count", 100, "format", "json"));
 * try (ApiResponse response = client.send(request).join()) {
 *     response.body().transferTo(System.out);
 * }
 * }</pre>
 *
 * Nothing is repeated and no redirect is followed. Safe for use by several threads.
 */
public final class DataMakerClient {

    /** Where the hosted service is. */
    public static final String DEFAULT_BASE_URL = "https://api.datamaker.automators.com";

    private static final Logger LOG = LoggerFactory.getLogger(DataMakerClient.class);
    private static final MediaType JSON = MediaType.get("application/json");

    private final BaseUrl baseUrl;
    private final ApiKey apiKey;
    private final OkHttpClient http;
    private final ObjectMapper mapper;
    private final Timeouts timeouts;
    private final Clock clock;
    private final ErrorReader errors;

    DataMakerClient(DataMakerClientBuilder builder) {
        this.baseUrl = builder.baseUrl();
        this.apiKey = builder.apiKey();
        this.http = builder.http();
        this.mapper = builder.mapper();
        this.timeouts = builder.timeouts();
        this.clock = Clock.systemUTC();
        this.errors = new ErrorReader(mapper, clock, apiKey);
    }

    /** A client with the defaults of the documentation; only the key must be given. */
    public static DataMakerClientBuilder builder() {
        return new DataMakerClientBuilder();
    }

    /**
     * Sends a request. The future completes with a successful response, which its taker closes, or with
     * {@link DataMakerApiException} (an error answer), {@link DataMakerTimeoutException} or
     * {@link DataMakerConnectionException}. Cancelling it cancels the call. It completes on a thread of OkHttp: go on
     * elsewhere with anything that takes long.
     *
     * @throws DataMakerException when the request is wrong by itself: an id that cannot be in a path, a body that is no
     *                            JSON
     */
    public CompletableFuture<ApiResponse> send(ApiRequest request) {
        Call call = http.newCall(http(request));
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        answer.whenComplete((response, error) -> {
            if (answer.isCancelled()) {
                call.cancel();
            }
        });
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(noAnswer(failed.request(), e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                complete(answer, response);
            }
        });
        return answer;
    }

    private void complete(CompletableFuture<ApiResponse> answer, Response response) {
        LOG.debug("{} {} answered {}", response.request().method(), response.request().url().encodedPath(), response.code());
        if (response.isSuccessful() && !isHtml(response)) {
            ApiResponse success = new ApiResponse(response, timeouts.idle(), clock);
            if (!answer.complete(success)) {
                success.close();
            }
            return;
        }
        answer.completeExceptionally(errors.read(response));
    }

    // The service has no page to show: this is a proxy or a login page, whatever its status says.
    private static boolean isHtml(Response response) {
        MediaType type = response.body().contentType();
        return type != null && type.subtype().equals("html");
    }

    private Request http(ApiRequest request) {
        Request.Builder builder = new Request.Builder()
                .url(baseUrl.resolve(request.path(), request.ids(), request.query()))
                .header("Authorization", apiKey.authorization())
                .header("User-Agent", "camel-datamaker")
                .tag(CallProgress.class, new CallProgress())
                .method(request.method(), request.body().map(this::json).orElse(null));
        request.accept().ifPresent(type -> builder.header("Accept", type));
        return builder.build();
    }

    private RequestBody json(Object document) {
        byte[] bytes;
        try {
            bytes = mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new DataMakerException("The request cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(bytes);
            }

            // OkHttp must not send it again by itself: the service may have begun to work, and to count.
            @Override
            public boolean isOneShot() {
                return true;
            }
        };
    }

    private DataMakerException noAnswer(Request request, IOException cause) {
        String what = request.method() + " " + request.url().encodedPath();
        if (!(cause instanceof SocketTimeoutException)) {
            return new DataMakerConnectionException(
                    what + " got no answer from " + request.url().host() + ":" + request.url().port() + ": " + reason(cause), cause);
        }
        CallProgress progress = request.tag(CallProgress.class);
        return progress != null && progress.isConnected()
                ? new DataMakerTimeoutException(
                        what + " got no response for " + timeouts.response().toMillis() + " ms (option responseTimeout)",
                        "responseTimeout", timeouts.response(), cause)
                : new DataMakerTimeoutException(
                        what + " could not connect to " + request.url().host() + " for " + timeouts.connect().toMillis()
                                                + " ms (option connectTimeout)",
                        "connectTimeout", timeouts.connect(), cause);
    }

    private static String reason(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof SSLException) {
            return reason + ". If your own authority has signed the server's certificate, name it in sslContextParameters";
        }
        return reason.contains("authenticate with proxy") ? reason + ". Check proxyUsername and proxyPassword" : reason;
    }

    @Override
    public String toString() {
        return "DataMakerClient[" + baseUrl + "]";
    }
}
