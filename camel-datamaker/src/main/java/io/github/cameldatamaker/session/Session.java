package io.github.cameldatamaker.session;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.carry.CarriedBodies;
import io.github.cameldatamaker.check.ServiceCheck;
import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.generate.OpenBody;
import io.github.cameldatamaker.generate.ReadAhead;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.start.RunJournal;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.MemoryState;
import io.github.cameldatamaker.state.RepositoryUse;
import io.github.cameldatamaker.state.StateScope;
import io.github.cameldatamaker.state.StoredState;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

import static java.time.Duration.ofMillis;

/**
 * What an endpoint has while it is started: its options, its client, and the services that all endpoints of its component share.
 * Its producers and consumers keep it over a stop and a start.
 */
public final class Session {

    private final Runnable opening;
    private final Supplier<SharedServices> shared;
    private final StateRepository<String, String> memory = new MemoryState();
    private volatile @Nullable EndpointOptions options;
    private volatile @Nullable DataMakerClient client;
    private @Nullable RepositoryUse runKeys;

    /**
     * @param opening opens the services of the component, if they are not open
     * @param shared  those services
     */
    public Session(Runnable opening, Supplier<SharedServices> shared) {
        this.opening = opening;
        this.shared = shared;
    }

    /**
     * @param keepsRunKeys whether to use the state repository for run keys
     */
    public void open(EndpointOptions with, boolean keepsRunKeys) throws Exception {
        // A multicast or a nested split starts its endpoints while the context initializes, before the component.
        opening.run();
        options = with;
        // Fails if one of them makes no sense.
        awaitOptions();
        DataMakerClient opened = shared().clients().create(with.configuration());
        client = opened;
        try {
            shared().metrics().add(opened);
            shared().healthChecks().add(with.configuration(), opened);
            if (keepsRunKeys) {
                runKeys = use(with.configuration().getStateRepository());
            }
        } catch (Exception e) {
            // Camel does not stop a service that could not start.
            close();
            throw e;
        }
    }

    /** Ends the session. A later request fails. */
    public void close() {
        DataMakerClient closed = client;
        if (closed != null) {
            shared().metrics().remove(closed);
            shared().healthChecks().remove(closed);
            closed.close();
            client = null;
        }
        if (runKeys != null) {
            runKeys.close();
            runKeys = null;
        }
    }

    /** The options as of the last start. */
    public EndpointOptions options() {
        EndpointOptions known = options;
        if (known == null) {
            throw new DataMakerException("The endpoint was never started. Start it, or its context, before you use it");
        }
        return known;
    }

    private DataMakerConfiguration configuration() {
        return options().configuration();
    }

    /** The client. A stopped endpoint has none. */
    public DataMakerClient client() {
        DataMakerClient known = client;
        if (known == null) {
            // A reader may ask for more after its endpoint has stopped.
            throw new DataMakerException(
                    "datamaker:" + options().operation()
                            + " has stopped and sends no request. Read its body before its context stops");
        }
        return known;
    }

    /** Sends a request for an exchange, whose route may stop meanwhile. */
    public PendingResponse send(Exchange exchange, ApiRequest request) {
        return watched(exchange, client().send(TraceHeaders.passOn(exchange, request)));
    }

    /**
     * Sends a request for an exchange, whose route may stop meanwhile.
     *
     * @param caller runs the request
     */
    public PendingResponse send(Exchange exchange, ApiRequest request, Executor caller) {
        return watched(exchange, client().send(TraceHeaders.passOn(exchange, request), caller));
    }

    private PendingResponse watched(Exchange exchange, PendingResponse pending) {
        shared().waits().add(pending, exchange);
        return pending;
    }

    /** Begins a wait between two requests of an exchange. It is cancelled when the route stops. */
    public CompletableFuture<Void> pause(Exchange exchange) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        shared().waits().addPause(pause, exchange);
        return pause;
    }

    /** A check of the service with the options of the endpoint. The caller closes it. */
    public ServiceCheck check() {
        DataMakerConfiguration asked = configuration().copy();
        asked.setAuthScheme(ClientFactory.authScheme(asked));
        return new ServiceCheck(asked.getAuthScheme(), scheme -> {
            asked.setAuthScheme(scheme);
            try {
                return shared().clients().createForChecks(asked);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
        }, asked.getMaxInMemorySize());
    }

    /** A text of the service with the API key masked, which a script may have printed. */
    public String withoutKey(String text) {
        DataMakerClient known = client;
        return known == null ? "" : known.withoutKey(text);
    }

    /** Called before the exchange asks for a body that may stay open, while its original still runs. */
    public void expectOpenBody(Exchange exchange) {
        if (isInRoute(exchange)) {
            CarriedBodies.of(exchange, shared().parents());
        }
    }

    /** Closes a body at the end of its exchange, if it is still open. */
    public void carry(Exchange exchange, OpenBody body) {
        if (isInRoute(exchange)) {
            CarriedBodies.of(exchange, shared().parents()).add(body);
        }
    }

    // Without a route, the caller of a ProducerTemplate is the reader, and reads after the exchange has ended.
    private static boolean isInRoute(Exchange exchange) {
        return exchange.getFromRouteId() != null;
    }

    /** How to wait for a run. */
    public AwaitOptions awaitOptions() {
        return new AwaitOptions(
                ofMillis(configuration().getPollInterval()), ofMillis(configuration().getCompletionTimeout()),
                configuration().isCancelOnTimeout(), configuration().getMaxInMemorySize(), clock(), shared().dueTimes());
    }

    /** The service and account of the endpoint's state. */
    public StateScope stateScope() {
        String given = configuration().getAccount();
        String account = ObjectHelper.isEmpty(given) ? shared().name() : given;
        // Its port changes with each start.
        return EmbeddedSandbox.isMeant(configuration().getBaseUrl())
                ? new StateScope("sandbox", account) : StateScope.of(configuration().getBaseUrl(), account);
    }

    private ApiKey apiKey() {
        return shared().clients().apiKey(configuration());
    }

    /**
     * Opens the state of a consumer, in the option's repository or in memory. The caller must close it.
     *
     * @param kind  what the state is for
     * @param parts what distinguishes it from others of its kind
     */
    public StoredState openState(String kind, String... parts) {
        StateRepository<String, String> repository = configuration().getStateRepository();
        RepositoryUse use = use(repository == null ? memory : repository);
        return StoredState.open(use.repository(), stateScope().key(kind, parts), use::close);
    }

    /** Begins to use the repository of the {@code resumeKey}. */
    public RepositoryUse useResumeRepository() {
        StateRepository<String, String> repository = configuration().getResumeRepository() == null
                ? configuration().getStateRepository() : configuration().getResumeRepository();
        if (repository == null) {
            throw new DataMakerException(
                    "resumeKey=" + options().consumer().getResumeKey()
                            + " needs a resumeRepository or a stateRepository, because state in "
                            + "memory does not survive. Use resumeRepository=#bean with a DataMakerFileStateRepository");
        }
        return use(repository);
    }

    private RepositoryUse use(StateRepository<String, String> repository) {
        return RepositoryUse.begin(
                repository, repository instanceof DataMakerStateRepository, context(),
                new RepositoryUse.Owner(stateScope(), apiKey()));
    }

    /**
     * The runs that were started with each key.
     *
     * @param repository the repository; null for memory
     */
    public RunJournal journal(@Nullable DataMakerStateRepository repository) {
        return shared().journal(repository, stateScope(), apiKey());
    }

    /** The waits of routes, which may stop meanwhile. */
    public RouteWaits waits() {
        return shared().waits();
    }

    public CamelContext context() {
        return shared().context();
    }

    public Clock clock() {
        return shared().clock();
    }

    /** Threads for exchanges, their requests and their routes: a long route must not hold up the HTTP threads. */
    public Executor workers() {
        return shared().workers();
    }

    public ReadAhead readAhead() {
        return shared().readAhead();
    }

    public DataMakerMetrics metrics() {
        return shared().metrics();
    }

    private SharedServices shared() {
        return shared.get();
    }
}
