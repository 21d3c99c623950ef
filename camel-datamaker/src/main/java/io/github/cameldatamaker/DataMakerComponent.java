package io.github.cameldatamaker;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.Connections;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.ReadAhead;
import io.github.cameldatamaker.operation.ParentExchanges;
import io.github.cameldatamaker.option.CheckedOptions;
import io.github.cameldatamaker.option.KameletProperties;
import io.github.cameldatamaker.option.NearestName;
import io.github.cameldatamaker.option.OptionTexts;
import io.github.cameldatamaker.run.start.RunJournal;
import io.github.cameldatamaker.session.DataMakerMetrics;
import io.github.cameldatamaker.session.HealthChecks;
import io.github.cameldatamaker.session.RouteWaits;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.MemoryState;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The component: holds what its endpoints share, which is options, connections and threads.
 */
@Component("datamaker")
public class DataMakerComponent extends HealthCheckComponent implements SSLContextParametersAware {

    public static final String SCHEME = "datamaker";
    // A wait ends within a second of its route's consumer.
    private static final long ROUTE_CHECK_MILLIS = 500;

    @Metadata(description = "The options that endpoints start from.")
    private DataMakerConfiguration configuration = new DataMakerConfiguration();
    @Metadata(label = "security", defaultValue = "false", description = "Whether to use the TLS settings of the Camel context.")
    private boolean useGlobalSslContextParameters;

    private ExecutorService httpThreads;
    private ExecutorService workers;
    private ReadAhead readAhead;
    private Connections connections;
    private final DataMakerMetrics metrics = new DataMakerMetrics(this);
    private final HealthChecks healthChecks = new HealthChecks(this);
    private final Map<Journal, RunJournal> journals = new ConcurrentHashMap<>();
    private LongSupplier nanos = System::nanoTime;
    private Clock clock = Clock.systemUTC();
    private ScheduledExecutorService timer;
    private RouteWaits heldRequests;
    private ParentExchanges parentExchanges;
    private volatile String name;

    /** What one journal is for. In memory the API key tells accounts apart. */
    private record Journal(DataMakerStateRepository repository, StateScope scope, ApiKey key) {
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        KameletProperties.check(getCamelContext());
        DataMakerOperation operation = operation(remaining);
        requireNoChunkSize(operation, parameters);
        DataMakerEndpoint endpoint = new DataMakerEndpoint(uri, this, operation, configuration.copy());
        endpoint.setOverrides(PropertiesHelper.extractProperties(parameters, "override."));
        endpoint.setParams(PropertiesHelper.extractProperties(parameters, "param."));
        if (endpoint.getConfiguration().getSslContextParameters() == null) {
            endpoint.getConfiguration().setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        new OptionTexts((PropertyConfigurerGetter) getEndpointPropertyConfigurer(), getCamelContext().getTypeConverter()).check(parameters);
        setProperties(endpoint, parameters);
        if (isStarted()) {
            showMetrics();
        }
        return endpoint;
    }

    // Whoever sets it believes that rows come in chunks. One set on the component is for plan.
    private static void requireNoChunkSize(DataMakerOperation operation, Map<String, Object> parameters) {
        if (operation == DataMakerOperation.plan) {
            return;
        }
        parameters.forEach((name, value) -> {
            if (name.equalsIgnoreCase("chunkSize")) {
                throw new DataMakerException(
                        "chunkSize=" + value + " is for datamaker:plan, which cuts a generation into chunks, and has no meaning in datamaker:"
                                             + operation + ": make the chunks with datamaker:plan, or leave chunkSize out");
            }
        });
    }

    /** Camel Main and the starters bind {@code camel.component.datamaker.*} by it. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return new CheckedOptions(super.getComponentPropertyConfigurer());
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new CheckedOptions(super.getEndpointPropertyConfigurer());
    }

    private static DataMakerOperation operation(String name) {
        return Arrays.stream(DataMakerOperation.values()).filter(op -> op.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new DataMakerException(
                        "datamaker:" + name + " is no operation"
                                                          + NearestName.of(DataMakerOperation.class, name)
                                                                  .map(near -> "; did you mean " + near + "?").orElse(".")
                                                          + " Known are " + NearestName.all(DataMakerOperation.class)));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (workers == null || workers.isShutdown()) {
            open();
        }
        showMetrics();
        healthChecks.addComponent();
    }

    private void open() throws Exception {
        httpThreads = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "DataMakerHttp");
        workers = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "DataMakerWorker");
        if (connections != null) {
            connections.close();
        }
        connections = new Connections(httpThreads, nanos);
        readAhead = ReadAhead.of(workers, nanos);
        if (timer == null) {
            timer = getCamelContext().getExecutorServiceManager().newScheduledThreadPool(this, "DataMakerTimer", timerProfile());
        }
        heldRequests = new RouteWaits(getCamelContext());
        heldRequests.begin();
        ServiceHelper.stopService(parentExchanges);
        parentExchanges = new ParentExchanges(getCamelContext());
        getCamelContext().getManagementStrategy().addEventNotifier(heldRequests);
        timer.scheduleWithFixedDelay(heldRequests::endWaits, ROUTE_CHECK_MILLIS, ROUTE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    // Each value is ours: the context's default profile bounds a queue, and any number of exchanges may wait.
    private static ThreadPoolProfile timerProfile() {
        return new ThreadPoolProfileBuilder("DataMakerTimer").poolSize(1).maxPoolSize(1).maxQueueSize(-1)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build();
    }

    // A context that runs already starts a component before it knows its name.
    private void showMetrics() {
        if (getCamelContext().hasComponent(getName()) == this) {
            metrics.start();
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        healthChecks.removeComponent();
        metrics.stop();
        journals.clear();
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        if (workers != null && !workers.isShutdown()) {
            heldRequests.endAll();
            heldRequests.awaitFarewells();
            connections.close();
            getCamelContext().getExecutorServiceManager().shutdownGraceful(httpThreads);
            getCamelContext().getExecutorServiceManager().shutdownGraceful(workers);
            getCamelContext().getManagementStrategy().removeEventNotifier(heldRequests);
            heldRequests.end();
            ServiceHelper.stopService(parentExchanges);
            getCamelContext().getExecutorServiceManager().shutdownNow(timer);
            timer = null;
        }
    }

    /** What the context knows this component by: {@code datamaker}, or the name that was given to another one. */
    public String getName() {
        if (name == null) {
            name = getCamelContext().getComponentNames().stream()
                    .filter(known -> getCamelContext().hasComponent(known) == this).sorted().findFirst().orElse(null);
        }
        return name == null ? SCHEME : name;
    }

    /** Connections and HTTP threads of all endpoints. */
    public Connections getConnections() {
        return connections;
    }

    /** Where exchanges go on: a long route there must not hold up the HTTP threads. */
    ExecutorService getWorkers() {
        return workers;
    }

    /** With what rows are read ahead of their routes. */
    public ReadAhead getReadAhead() {
        return readAhead;
    }

    /** Whose routes may stop while they wait. */
    public RouteWaits getHeldRequests() {
        return heldRequests;
    }

    /** Exchanges of which copies are under way. */
    ParentExchanges getParentExchanges() {
        return parentExchanges;
    }

    /**
     * Which runs were started with which keys; one for all endpoints that share a repository.
     *
     * @param repository where it is kept, whose user the endpoint is; null keeps it in memory
     */
    RunJournal journal(DataMakerStateRepository repository, StateScope scope, ApiKey key) {
        return journals.computeIfAbsent(
                new Journal(repository, scope, repository == null ? key : null), journal -> new RunJournal(repository == null ? new MemoryState() : repository, scope, workers));
    }

    /** Whether the service is there, for each workspace. */
    HealthChecks getHealthChecks() {
        return healthChecks;
    }

    /** What the component does, in numbers, over JMX. */
    public DataMakerMetrics getMetrics() {
        return metrics;
    }

    /** What time it is for budgets and retries. */
    public Clock getClock() {
        return clock;
    }

    /** Wakes what waits, so that no thread does. */
    public ScheduledExecutorService getTimer() {
        return timer;
    }

    /** For tests, which drive the time; before the start. */
    void setTime(Clock clock, ScheduledExecutorService timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /** For tests, which decide what takes how long. */
    void setNanos(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public DataMakerConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DataMakerConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
