package io.github.cameldatamaker.client;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link DataMakerClient}.
 */
public final class DataMakerClientBuilder {

    private BaseUrl baseUrl = BaseUrl.of(DataMakerClient.DEFAULT_BASE_URL);
    private @Nullable ApiKey apiKey;
    private AuthScheme authScheme = AuthScheme.bearer;
    private Map<String, String> httpHeaders = Map.of();
    private @Nullable Supplier<OkHttpClient> http;
    private Connections connections = new Connections();
    private @Nullable ObjectMapper mapper;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private Resilience resilience = Resilience.DEFAULT;
    private Traffic traffic = new Traffic();
    private Clock clock = Clock.systemUTC();
    private @Nullable ScheduledExecutorService timer;

    /** With the defaults of the documentation; only the key must be given. */
    public DataMakerClientBuilder() {
    }

    /**
     * Another address than {@link DataMakerClient#DEFAULT_BASE_URL}.
     *
     * @throws DataMakerException if it is no URL, or plain http to a host that is not loopback
     */
    public DataMakerClientBuilder baseUrl(String url) {
        this.baseUrl = BaseUrl.of(url);
        return this;
    }

    /** The key: required. */
    public DataMakerClientBuilder apiKey(ApiKey key) {
        this.apiKey = key;
        return this;
    }

    /** The header that takes the key: {@link AuthScheme#bearer} if not set. */
    public DataMakerClientBuilder authScheme(AuthScheme scheme) {
        this.authScheme = scheme;
        return this;
    }

    /**
     * Headers of each request, for the project and team of the key, and for a gateway before the service. Error texts mask their
     * values from 8 characters on, except X-Project-Id and X-Team-Id.
     *
     * @param headers names and values; {@link #build()} refuses those that are the component's own
     */
    public DataMakerClientBuilder httpHeaders(Map<String, String> headers) {
        this.httpHeaders = Map.copyOf(headers);
        return this;
    }

    /**
     * An OkHttp client whose proxy, TLS, DNS, interceptors and listeners are used. Connections, threads, timeouts and retries
     * remain ours.
     */
    public DataMakerClientBuilder httpClient(OkHttpClient client) {
        return httpClient(() -> client);
    }

    /** The same, made when the first request is sent. */
    public DataMakerClientBuilder httpClient(Supplier<OkHttpClient> client) {
        this.http = client;
        return this;
    }

    /** The connections and threads. Several clients may share them; their owner closes them. */
    public DataMakerClientBuilder connections(Connections shared) {
        this.connections = shared;
        return this;
    }

    /**
     * The mapper that writes the user's documents and rows as JSON. Documents of the contract use a mapper of ours.
     *
     * @throws DataMakerException if it does not write JSON
     */
    public DataMakerClientBuilder objectMapper(ObjectMapper objectMapper) {
        String format = objectMapper.getFactory().getFormatName();
        if (format != null && !format.equals(JsonFactory.FORMAT_NAME_JSON)) {
            throw new DataMakerException(
                    "objectMapper writes " + format + ", and the service reads JSON: set another one, or none");
        }
        this.mapper = objectMapper;
        return this;
    }

    /** The time limits. */
    public DataMakerClientBuilder timeouts(Timeouts limits) {
        this.timeouts = limits;
        return this;
    }

    /** The counters of requests and responses. Several clients may share them. */
    public DataMakerClientBuilder traffic(Traffic counters) {
        this.traffic = counters;
        return this;
    }

    /** How to handle temporary failures and a used-up budget. */
    public DataMakerClientBuilder resilience(Resilience behaviour) {
        this.resilience = behaviour;
        return this;
    }

    /**
     * The clock and the timer of waits, so that no thread waits. The owner of the timer shuts it down. Without a timer all
     * clients share one daemon thread.
     */
    public DataMakerClientBuilder time(Clock time, ScheduledExecutorService wakes) {
        this.clock = time;
        this.timer = wakes;
        return this;
    }

    /** @throws DataMakerException if there is no key, or a header is not possible */
    public DataMakerClient build() {
        if (apiKey == null) {
            throw new DataMakerException("apiKey is not set");
        }
        return new DataMakerClient(new DataMakerClient.Settings(
                baseUrl, new Credentials(apiKey, authScheme, httpHeaders), http(), mapper(), connections, timeouts, resilience,
                traffic, clock,
                timer != null ? timer : SharedTimer.INSTANCE));
    }

    private Supplier<ObjectMapper> mapper() {
        ObjectMapper given = mapper;
        return () -> given != null ? given : Json.MAPPER;
    }

    private Supplier<OkHttpClient> http() {
        Supplier<OkHttpClient> given = http == null ? connections::base : http;
        Connections shared = connections;
        Timeouts limits = timeouts;
        return () -> shared.client(given.get(), limits);
    }

    /** Made on first use. */
    private static final class SharedTimer {

        private static final ScheduledExecutorService INSTANCE = make();

        private static ScheduledExecutorService make() {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "DataMakerTimer");
                thread.setDaemon(true);
                return thread;
            });
            timer.setRemoveOnCancelPolicy(true);
            return timer;
        }
    }
}
