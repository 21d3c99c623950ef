package io.github.cameldatamaker.session;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.AuthScheme;
import io.github.cameldatamaker.client.Connections;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerClientBuilder;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Resilience;
import io.github.cameldatamaker.client.Timeouts;
import io.github.cameldatamaker.client.Traffic;
import io.github.cameldatamaker.option.HttpHeaderOptions;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.util.ObjectHelper;

import static java.time.Duration.ofMillis;

/**
 * Makes clients from options. They share the component's connections, threads, time and counters.
 */
final class ClientFactory {

    private final CamelContext context;
    private final Connections connections;
    private final Traffic traffic;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    ClientFactory(CamelContext context, Connections connections, Traffic traffic, Clock clock, ScheduledExecutorService timer) {
        this.context = context;
        this.connections = connections;
        this.traffic = traffic;
        this.clock = clock;
        this.timer = timer;
    }

    DataMakerClient create(DataMakerConfiguration configuration) throws Exception {
        return create(configuration, configuration.resilience());
    }

    /** A client that neither repeats nor waits for the budget. */
    DataMakerClient createForChecks(DataMakerConfiguration configuration) throws Exception {
        Resilience usual = configuration.resilience();
        return create(configuration, new Resilience(
                0, usual.retryBackoff(), usual.maxRetryBackoff(), usual.maxRateLimitWait(), false, usual.maxRowsPerHour()));
    }

    private DataMakerClient create(DataMakerConfiguration configuration, Resilience resilience) throws Exception {
        DataMakerClientBuilder builder = new DataMakerClientBuilder()
                .baseUrl(baseUrl(configuration))
                .apiKey(apiKey(configuration))
                .authScheme(authScheme(configuration))
                .httpHeaders(HttpHeaderOptions.resolve(context, configuration.getHttpHeader()))
                .httpClient(httpClient(configuration))
                .connections(connections)
                .timeouts(new Timeouts(
                        ofMillis(configuration.getConnectTimeout()), ofMillis(configuration.getResponseTimeout()),
                        ofMillis(configuration.getIdleTimeout())))
                .resilience(resilience)
                .traffic(traffic)
                .time(clock, timer);
        if (configuration.getObjectMapper() != null) {
            builder.objectMapper(configuration.getObjectMapper());
        }
        return builder.build();
    }

    // Mistakes in TLS and proxy fail at the start. Everything else can wait for the first request.
    private Supplier<OkHttpClient> httpClient(DataMakerConfiguration configuration) throws Exception {
        Supplier<OkHttpClient> shared = configuration.getHttpClient() != null ? configuration::getHttpClient : connections::base;
        HttpClientFactory factory = new HttpClientFactory(context, configuration);
        if (!factory.isNeeded()) {
            return shared;
        }
        OkHttpClient derived = factory.derive(shared.get());
        return () -> derived;
    }

    private String baseUrl(DataMakerConfiguration configuration) {
        return isOfSandbox(configuration) ? EmbeddedSandbox.of(context).baseUrl() : configuration.getBaseUrl();
    }

    /** Whether there is a key: in the options, in the environment, or the sandbox's own. */
    static boolean hasApiKey(DataMakerConfiguration configuration) {
        return isOfSandbox(configuration) || apiKeys(configuration).findAny().isPresent();
    }

    /** The scheme to use. The sandbox inside the application has its own. */
    static AuthScheme authScheme(DataMakerConfiguration configuration) {
        return isOfSandbox(configuration) ? AuthScheme.bearer : configuration.getAuthScheme();
    }

    private static boolean isOfSandbox(DataMakerConfiguration configuration) {
        return EmbeddedSandbox.isMeant(configuration.getBaseUrl());
    }

    private static Stream<String> apiKeys(DataMakerConfiguration configuration) {
        return Stream.of(configuration.getApiKey(), System.getenv("DM_API_KEY"), System.getenv("DATAMAKER_API_KEY"))
                .filter(ObjectHelper::isNotEmpty);
    }

    /**
     * The key to use. The sandbox inside the application accepts only its own key, whatever is configured.
     *
     * @throws DataMakerException if there is none, or it is not valid
     */
    ApiKey apiKey(DataMakerConfiguration configuration) {
        if (isOfSandbox(configuration)) {
            return EmbeddedSandbox.of(context).apiKey();
        }
        return apiKeys(configuration).findFirst().map(ApiKey::of).orElseThrow(() -> new DataMakerException(
                "apiKey is not set. Set camel.component.datamaker.api-key, the option apiKey, or the environment variable "
                        + "DM_API_KEY (keys are made under Settings, API Keys)"));
    }
}
