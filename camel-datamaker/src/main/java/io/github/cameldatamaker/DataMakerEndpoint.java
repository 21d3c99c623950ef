package io.github.cameldatamaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.consume.PolledEvents;
import io.github.cameldatamaker.consume.PolledGeneration;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.generate.OpenBody;
import io.github.cameldatamaker.generate.rows.RowShape;
import io.github.cameldatamaker.operation.CarriedBodies;
import io.github.cameldatamaker.operation.ExchangeOptions;
import io.github.cameldatamaker.operation.FailedRequest;
import io.github.cameldatamaker.operation.PathId;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.AwaitedRun;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.start.RunJournal;
import io.github.cameldatamaker.run.start.RunStart;
import io.github.cameldatamaker.session.ClientFactory;
import io.github.cameldatamaker.session.EmbeddedSandbox;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.MemoryState;
import io.github.cameldatamaker.state.RepositoryUse;
import io.github.cameldatamaker.state.StateScope;
import io.github.cameldatamaker.state.StoredState;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.util.ObjectHelper;

import static java.time.Duration.ofMillis;

/**
 * Generate realistic test data with DataMaker.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "datamaker", title = "DataMaker", syntax = "datamaker:operation",
             category = { Category.TESTING, Category.API }, headersClass = DataMakerConstants.class)
public class DataMakerEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation {

    private static final long CONSUMER_DELAY = 3_600_000;
    private static final long WATCHING_DELAY = 10_000;
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    @UriPath(description = "The operation.")
    @Metadata(required = true)
    private final DataMakerOperation operation;
    @UriParam
    private DataMakerConfiguration configuration;
    @UriParam
    private DataMakerConsumerConfiguration consumerConfiguration = new DataMakerConsumerConfiguration();
    @UriParam(label = "common", prefix = "override.", multiValue = true,
              description = "Values for fields of the template. override.NAME=value gives the field NAME that value in every "
                            + "row; a value in the URI goes out as a string.")
    private Map<String, Object> overrides = Map.of();
    @UriParam(label = "consumer,scheduler", javaType = "java.time.Duration", defaultValue = "" + CONSUMER_DELAY,
              description = "The wait between two polls. The default is one hour for generate and 10 seconds for runs and logs, "
                            + "because Camel's usual half second would use up a paid hour in seconds.")
    private long delay = CONSUMER_DELAY;
    @UriParam(label = "producer", prefix = "param.", multiValue = true,
              description = "Params of a run: param.NAME=value. The script reads them as text.")
    private Map<String, Object> params = Map.of();

    private final StateRepository<String, String> memory = new MemoryState();
    private volatile DataMakerClient client;
    private RowShape rowShape;
    private RepositoryUse runKeys;

    public DataMakerEndpoint(String uri, DataMakerComponent component, DataMakerOperation operation,
                             DataMakerConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
        setDelay(operation.isProducible() ? CONSUMER_DELAY : WATCHING_DELAY);
    }

    @Override
    public Producer createProducer() throws Exception {
        if (!operation.isProducible()) {
            throw new DataMakerException(
                    "to(\"datamaker:" + operation + "\") is not possible: a route can begin with it. Possible are "
                                         + DataMakerOperation.names(DataMakerOperation::isProducible));
        }
        consumerConfiguration.requireNoResumeKey("to(\"datamaker:" + operation + "\")");
        return new DataMakerProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        requireConsumable();
        ScheduledPollConsumer consumer = switch (operation) {
            case runs -> new DataMakerRunsConsumer(this, processor);
            case logs -> new DataMakerLogsConsumer(this, processor);
            default -> consumerConfiguration.isResumed()
                    ? new DataMakerRowsConsumer(this, processor) : new DataMakerGenerateConsumer(this, processor);
        };
        configureConsumer(consumer);
        return consumer;
    }

    /** For {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate}, which poll when they are asked. */
    @Override
    public PollingConsumer createPollingConsumer() {
        requireConsumable();
        consumerConfiguration.requireNoResumeKey("pollEnrich, poll and ConsumerTemplate, which would pay for all rows with each row");
        return switch (operation) {
            case runs -> new PolledEvents(this, Duration.ZERO);
            // Lines of known runs come without a poll.
            case logs -> new PolledEvents(this, consumerConfiguration.isFollow() ? LEAST_PAUSE : Duration.ZERO);
            default -> new PolledGeneration(this);
        };
    }

    private void requireConsumable() {
        if (!operation.isConsumable()) {
            throw new DataMakerException(
                    "from(\"datamaker:" + operation + "\") is not possible; a route can begin with "
                                         + DataMakerOperation.names(DataMakerOperation::isConsumable));
        }
        if (operation != DataMakerOperation.generate) {
            consumerConfiguration.requireNoResumeKey("from(\"datamaker:" + operation + "\")");
        }
        if (getDelay() < 1) {
            // Camel would take its own default, and poll twice a second.
            throw new DataMakerException("delay is " + getDelay() + "; it must be at least 1");
        }
    }

    /** Everything that can be known to be wrong before an exchange comes is found here. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        rowShape = new RowShape(rowType(), configuration.getBatchSize());
        if (configuration.getBatchSize() < 1) {
            throw new DataMakerException("batchSize is " + configuration.getBatchSize() + "; it must be at least 1");
        }
        if (configuration.getMaxInMemorySize() < 1) {
            throw new DataMakerException("maxInMemorySize is " + configuration.getMaxInMemorySize() + "; it must be at least 1 byte");
        }
        checkStatically();
        consumerConfiguration.check();
        consumerConfiguration.checkResume(
                configuration.getResumeRepository(), getComponent(DataMakerComponent.class).getConfiguration().getResumeRepository());
        awaitOptions();
        client = new ClientFactory(getComponent(DataMakerComponent.class)).create(configuration);
        try {
            getComponent(DataMakerComponent.class).getMetrics().add(client);
            getComponent(DataMakerComponent.class).getHealthChecks().add(configuration, client);
            if (operation == DataMakerOperation.runScenario && configuration.getStateRepository() != null) {
                openRunKeys();
            }
        } catch (Exception e) {
            // Camel does not stop what could not start.
            release();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        release();
    }

    private void release() {
        if (client != null) {
            getComponent(DataMakerComponent.class).getMetrics().remove(client);
            getComponent(DataMakerComponent.class).getHealthChecks().remove(client);
            client.close();
            client = null;
        }
        if (runKeys != null) {
            runKeys.close();
            runKeys = null;
        }
    }

    /** Sends a request for an exchange, whose route may stop meanwhile. */
    public PendingResponse send(Exchange exchange, ApiRequest request) {
        DataMakerClient sender = client;
        if (sender == null) {
            // Who still reads what an endpoint has given may ask for more when it is gone.
            throw new DataMakerException(
                    "datamaker:" + operation + " has stopped, and asks for nothing any more: read what it gives before its context stops");
        }
        PendingResponse pending = sender.send(request);
        getComponent(DataMakerComponent.class).getHeldRequests().add(pending, exchange);
        return pending;
    }

    /** Begins a wait between two requests for an exchange, which is cancelled when its route stops. */
    public CompletableFuture<Void> pause(Exchange exchange) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        getComponent(DataMakerComponent.class).getHeldRequests().addPause(pause, exchange);
        return pause;
    }

    /** Starts a run, once; no thread waits. */
    RunStart start(Exchange exchange, ExchangeOptions options) {
        RunWait wait = options.runWait();
        RunStart.Start start = new RunStart.Start(
                options.request(), options.id(PathId.scenario), options.runKey(), wait != RunWait.none, wait == RunWait.server);
        RunJournal journal = getComponent(DataMakerComponent.class)
                .journal(options.runKey().isGiven() ? sharedRepository() : null, stateScope(), apiKey());
        RunStart started = RunStart.start(client, start, journal, awaitOptions());
        getComponent(DataMakerComponent.class).getHeldRequests().add(started, exchange);
        return started;
    }

    // One that is inherited may be for consumers; a key may come in a header all the same, and is refused then.
    private void openRunKeys() {
        StateRepository<String, String> ofComponent = getComponent(DataMakerComponent.class).getConfiguration().getStateRepository();
        if (configuration.getRunKey() != null || configuration.getStateRepository() != ofComponent) {
            sharedRepository();
        }
        runKeys = use(configuration.getStateRepository());
    }

    private DataMakerStateRepository sharedRepository() {
        StateRepository<String, String> repository = configuration.getStateRepository();
        if (repository == null || repository instanceof DataMakerStateRepository) {
            return (DataMakerStateRepository) repository;
        }
        throw new DataMakerException(
                "The stateRepository " + repository.getClass().getSimpleName() + " cannot keep a runKey: two processes could start its run "
                                     + "twice. Use a DataMakerJdbcStateRepository, a DataMakerFileStateRepository for one process, or none "
                                     + "to remember keys in memory");
    }

    /** Waits for the run that the exchange's message tells of; no thread waits. */
    public AwaitedRun await(Exchange exchange, ExchangeOptions options, Duration remaining) {
        Run known = new Run(exchange.getMessage().getBody(Map.class));
        String run = known.id().orElseThrow(() -> new DataMakerException(
                "datamaker:" + options.operation() + " cannot wait: the service gave the run no id"));
        AwaitedRun awaited = AwaitedRun.await(client, options.id(PathId.scenario), run, known, remaining, awaitOptions());
        getComponent(DataMakerComponent.class).getHeldRequests().add(awaited, exchange);
        return awaited;
    }

    AwaitOptions awaitOptions() {
        return new AwaitOptions(
                ofMillis(configuration.getPollInterval()), ofMillis(configuration.getCompletionTimeout()),
                configuration.isCancelOnTimeout(), configuration.getMaxInMemorySize(),
                getComponent(DataMakerComponent.class).getClock(), getComponent(DataMakerComponent.class).getTimer());
    }

    /** Waits for a response, where Camel or an iterator leaves no other way. */
    public ApiResponse await(ExchangeOptions options, PendingResponse pending) {
        try {
            return pending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.cancel(true);
            throw new DataMakerException("datamaker:" + options.operation() + " was interrupted", e);
        } catch (CancellationException | ExecutionException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            Throwable error = FailedRequest.explain(options.operation(), options.templateVersion() != null, cause);
            // As it is: routes decide by its class, and Camel's wrapping would hide it.
            if (error instanceof DataMakerException ours) {
                throw ours;
            }
            throw RuntimeCamelException.wrapRuntimeCamelException(error);
        }
    }

    private void checkStatically() {
        if (configuration.getCount() != null && configuration.getCount() < 1) {
            throw new DataMakerException("count is " + configuration.getCount() + "; it must be at least 1");
        }
        if (configuration.getTemplateVersion() != null && configuration.getTemplateVersion() < 1) {
            throw new DataMakerException("templateVersion is " + configuration.getTemplateVersion() + "; it must be at least 1");
        }
        if (configuration.getProgressInterval() < 0) {
            throw new DataMakerException("progressInterval is " + configuration.getProgressInterval() + " ms; it must be 0 (off) or more");
        }
        if (configuration.getChunkSize() < 1) {
            throw new DataMakerException("chunkSize is " + configuration.getChunkSize() + "; it must be at least 1");
        }
        if (configuration.getMaxResumes() < 0) {
            throw new DataMakerException("maxResumes is " + configuration.getMaxResumes() + "; it must be 0 (never) or more");
        }
        configuration.checkOutput(operation);
        if (operation.givesRows()) {
            configuration.checkOutput(format());
        }
    }

    /** The format of the operation's rows. One set on the component is for generate, and says nothing here of the others. */
    private GenerateFormat format() {
        GenerateFormat format = configuration.getFormat();
        if (operation == DataMakerOperation.generate) {
            return format;
        }
        if (format != GenerateFormat.json && format != getComponent(DataMakerComponent.class).getConfiguration().getFormat()) {
            throw new DataMakerException("format=" + format + " is for datamaker:generate; datamaker:" + operation + " always gives json");
        }
        return GenerateFormat.json;
    }

    private Class<?> rowType() {
        String name = configuration.getRowType();
        return switch (name) {
            case "Map", "java.util.Map" -> Map.class;
            case "String", "java.lang.String" -> String.class;
            default -> Optional.<Class<?>> ofNullable(getCamelContext().getClassResolver().resolveClass(name))
                    .orElseThrow(() -> new DataMakerException(
                            "rowType=" + name + " is no class on the class path: use Map, String, or a class name with its package"));
        };
    }

    /**
     * Takes the state of a consumer into use, in the option's repository or in memory, until it is closed.
     *
     * @param kind  what the state is for
     * @param parts what tells it from others of its kind
     */
    public StoredState openState(String kind, String... parts) {
        RepositoryUse use = use(configuration.getStateRepository() == null ? memory : configuration.getStateRepository());
        return StoredState.open(use.repository(), stateScope().key(kind, parts), use::close);
    }

    /** Takes the repository of the generation that {@code resumeKey} names into use. */
    public RepositoryUse useResumeRepository() {
        StateRepository<String, String> repository = configuration.getResumeRepository() == null
                ? configuration.getStateRepository() : configuration.getResumeRepository();
        if (repository == null) {
            throw new DataMakerException(
                    "resumeKey=" + consumerConfiguration.getResumeKey() + " needs a resumeRepository, or a stateRepository: what is kept in "
                                         + "memory does not survive. Use resumeRepository=#bean with a DataMakerFileStateRepository");
        }
        return use(repository);
    }

    private RepositoryUse use(StateRepository<String, String> repository) {
        return RepositoryUse.begin(repository, getCamelContext(), new RepositoryUse.Owner(stateScope(), apiKey()));
    }

    /** Whose state the endpoint keeps. */
    public StateScope stateScope() {
        String given = configuration.getAccount();
        String account = ObjectHelper.isEmpty(given) ? getComponent(DataMakerComponent.class).getName() : given;
        // Its port is another one at each start.
        return EmbeddedSandbox.isMeant(configuration.getBaseUrl())
                ? new StateScope("sandbox", account) : StateScope.of(configuration.getBaseUrl(), account);
    }

    private ApiKey apiKey() {
        return new ClientFactory(getComponent(DataMakerComponent.class)).apiKey(configuration);
    }

    /** The exchange is about to ask for a body that may stay open: whatever it is a copy of is still under way. */
    void expectOpenBody(Exchange exchange) {
        if (isInRoute(exchange)) {
            CarriedBodies.of(exchange, getComponent(DataMakerComponent.class).getParentExchanges());
        }
    }

    /** Closes a body at the end of its exchange, if nobody has before. */
    public void carry(Exchange exchange, OpenBody body) {
        if (isInRoute(exchange)) {
            CarriedBodies.of(exchange, getComponent(DataMakerComponent.class).getParentExchanges()).add(body);
        }
    }

    // Without a route around it the caller of a ProducerTemplate is the reader, and reads after the exchange is over.
    private static boolean isInRoute(Exchange exchange) {
        return exchange.getFromRouteId() != null;
    }

    /** What time it is. */
    public Instant now() {
        return getComponent(DataMakerComponent.class).getClock().instant();
    }

    public DataMakerClient getClient() {
        return client;
    }

    public RowShape getRowShape() {
        return rowShape;
    }

    public DataMakerOperation getOperation() {
        return operation;
    }

    public DataMakerConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DataMakerConfiguration configuration) {
        this.configuration = configuration;
    }

    public DataMakerConsumerConfiguration getConsumerConfiguration() {
        return consumerConfiguration;
    }

    public void setConsumerConfiguration(DataMakerConsumerConfiguration consumerConfiguration) {
        this.consumerConfiguration = consumerConfiguration;
    }

    public Map<String, Object> getOverrides() {
        return overrides;
    }

    public void setOverrides(Map<String, Object> overrides) {
        this.overrides = overrides;
    }

    public Map<String, Object> getParams() {
        return params;
    }

    public void setParams(Map<String, Object> params) {
        this.params = params;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }
}
