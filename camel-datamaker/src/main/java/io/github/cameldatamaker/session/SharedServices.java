package io.github.cameldatamaker.session;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.cameldatamaker.carry.ParentExchanges;
import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.Connections;
import io.github.cameldatamaker.generate.ReadAhead;
import io.github.cameldatamaker.run.start.RunJournal;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.MemoryState;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoints of a component share: threads, connections, time, waits and numbers. It works from its making to its close.
 */
public final class SharedServices implements AutoCloseable {

    // A wait ends within a second of its route's consumer.
    private static final long ROUTE_CHECK_MILLIS = 500;

    private final CamelContext context;
    private final Supplier<String> name;
    private final DataMakerMetrics metrics;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ExecutorService httpThreads;
    private final ExecutorService workers;
    private final Connections connections;
    private final ReadAhead readAhead;
    private final RouteWaits waits;
    private final ParentExchanges parents;
    private final ClientFactory clients;
    private final HealthChecks healthChecks;
    private final Map<Journal, RunJournal> journals = new ConcurrentHashMap<>();

    /**
     * What time it is.
     *
     * @param nanos for durations
     * @param timer wakes what waits, so that no thread does; null makes one
     */
    public record Time(Clock clock, LongSupplier nanos, @Nullable ScheduledExecutorService timer) {
    }

    /** What one journal is for. In memory the API key tells accounts apart. */
    private record Journal(@Nullable DataMakerStateRepository repository, StateScope scope, @Nullable ApiKey key) {
    }

    public SharedServices(ServiceOwner owner, Time time, DataMakerMetrics metrics) {
        this.context = owner.context();
        this.name = owner.name();
        this.metrics = metrics;
        clock = time.clock();
        httpThreads = executors().newCachedThreadPool(owner.threads(), "DataMakerHttp");
        workers = executors().newCachedThreadPool(owner.threads(), "DataMakerWorker");
        connections = new Connections(httpThreads, time.nanos());
        readAhead = ReadAhead.of(workers, time.nanos());
        timer = time.timer() == null ? executors().newScheduledThreadPool(owner.threads(), "DataMakerTimer", timerProfile()) : time.timer();
        waits = new RouteWaits(context);
        parents = new ParentExchanges(context);
        clients = new ClientFactory(context, connections, metrics.traffic(), clock, timer);
        healthChecks = new HealthChecks(owner, clients, clock);
    }

    // Each value is ours: the context's default profile bounds a queue, and any number of exchanges may wait.
    private static ThreadPoolProfile timerProfile() {
        return new ThreadPoolProfileBuilder("DataMakerTimer").poolSize(1).maxPoolSize(1).maxQueueSize(-1)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build();
    }

    /** Begins to look after the routes of the context. */
    public void begin() {
        waits.begin();
        context.getManagementStrategy().addEventNotifier(waits);
        timer.scheduleWithFixedDelay(waits::endWaits, ROUTE_CHECK_MILLIS, ROUTE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends all that is under way. */
    @Override
    public void close() {
        waits.endAll();
        waits.awaitFarewells();
        connections.close();
        executors().shutdownGraceful(httpThreads);
        executors().shutdownGraceful(workers);
        context.getManagementStrategy().removeEventNotifier(waits);
        waits.end();
        ServiceHelper.stopService(parents);
        executors().shutdownNow(timer);
    }

    public boolean isClosed() {
        return workers.isShutdown();
    }

    private ExecutorServiceManager executors() {
        return context.getExecutorServiceManager();
    }

    /**
     * Which runs were started with which keys; one for all endpoints that share a repository.
     *
     * @param repository where it is kept, whose user the endpoint is; null keeps it in memory
     */
    public RunJournal journal(@Nullable DataMakerStateRepository repository, StateScope scope, ApiKey key) {
        return journals.computeIfAbsent(
                new Journal(repository, scope, repository == null ? key : null),
                journal -> new RunJournal(repository == null ? new MemoryState() : repository, scope, workers));
    }

    /** Forgets which runs were started. */
    public void forgetRuns() {
        journals.clear();
    }

    public CamelContext context() {
        return context;
    }

    /** By which the context knows the component. */
    public String name() {
        return name.get();
    }

    /** What the component does, in numbers, over JMX. */
    public DataMakerMetrics metrics() {
        return metrics;
    }

    /** What time it is for budgets and retries. */
    public Clock clock() {
        return clock;
    }

    /** Wakes what waits, so that no thread does. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Where exchanges go on: a long route there must not hold up the HTTP threads. */
    public ExecutorService workers() {
        return workers;
    }

    /** Connections and HTTP threads of all endpoints. */
    public Connections connections() {
        return connections;
    }

    /** How to read ahead. */
    public ReadAhead readAhead() {
        return readAhead;
    }

    /** The waits of routes, which may stop meanwhile. */
    public RouteWaits waits() {
        return waits;
    }

    /** Exchanges of which copies are under way. */
    public ParentExchanges parents() {
        return parents;
    }

    ClientFactory clients() {
        return clients;
    }

    /** Whether the service is there, for each workspace. */
    public HealthChecks healthChecks() {
        return healthChecks;
    }
}
