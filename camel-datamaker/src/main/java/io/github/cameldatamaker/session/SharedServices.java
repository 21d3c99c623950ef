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
import io.github.cameldatamaker.client.DueTimes;
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
 * The services that the endpoints of a component share: threads, connections, time, waits and counters.
 */
public final class SharedServices implements AutoCloseable {

    // So that a wait ends within a second after its route's consumer.
    private static final long ROUTE_CHECK_MILLIS = 500;
    private static final String METER_REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    private final CamelContext context;
    private final Supplier<String> name;
    private final DataMakerMetrics metrics;
    // Not the class itself, which cannot be loaded without Micrometer.
    private @Nullable Runnable meters;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final DueTimes dueTimes;
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
     * The time.
     *
     * @param nanos for durations
     * @param timer wakes waits, so that no thread waits; null makes one
     */
    public record Time(Clock clock, LongSupplier nanos, @Nullable ScheduledExecutorService timer) {
    }

    /** The key of a journal. In memory the API key distinguishes accounts. */
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
        timer = time.timer() == null ? executors().newScheduledThreadPool(owner.threads(), "DataMakerTimer", timerProfile())
                : time.timer();
        dueTimes = new DueTimes(timer);
        waits = new RouteWaits(context, clock);
        parents = new ParentExchanges(context);
        clients = new ClientFactory(context, connections, metrics.traffic(), clock, timer);
        healthChecks = new HealthChecks(owner, clients, clock);
    }

    // Sets each value, because the context's default profile bounds the queue, and any number of exchanges may wait.
    private static ThreadPoolProfile timerProfile() {
        return new ThreadPoolProfileBuilder("DataMakerTimer").poolSize(1).maxPoolSize(1).maxQueueSize(-1)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build();
    }

    /** Begins to watch the routes of the context. */
    public void begin() {
        waits.begin();
        context.getManagementStrategy().addEventNotifier(waits);
        timer.scheduleWithFixedDelay(waits::endWaits, ROUTE_CHECK_MILLIS, ROUTE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Shows the counters of the component over JMX, and as meters of Micrometer. A second call does nothing. */
    public void showMetrics() {
        metrics.show(context, name(), waits);
        if (meters == null && context.getClassResolver().resolveClass(METER_REGISTRY) != null) {
            meters = MicrometerMeters.begin(context, name(), metrics);
        }
    }

    /** Shows the counters no more. */
    public void hideMetrics() {
        metrics.stop();
        Runnable begun = meters;
        if (begun != null) {
            begun.run();
            meters = null;
        }
    }

    /** Ends everything. */
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
     * The runs that were started with each key. All endpoints that share a repository share it.
     *
     * @param repository the repository, in use by the endpoint; null for memory
     */
    public RunJournal journal(@Nullable DataMakerStateRepository repository, StateScope scope, ApiKey key) {
        return journals.computeIfAbsent(
                new Journal(repository, scope, repository == null ? key : null),
                journal -> new RunJournal(repository == null ? new MemoryState() : repository, scope, workers));
    }

    /** Forgets the runs that were started. */
    public void forgetRuns() {
        journals.clear();
    }

    public CamelContext context() {
        return context;
    }

    /** The name of the component in its context. */
    public String name() {
        return name.get();
    }

    /** The counters, over JMX. */
    public DataMakerMetrics metrics() {
        return metrics;
    }

    /** The clock of budgets and retries. */
    public Clock clock() {
        return clock;
    }

    /** Wakes waits, so that no thread waits. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** The times at which runs are polled. */
    public DueTimes dueTimes() {
        return dueTimes;
    }

    /**
     * Threads for exchanges, their requests and their routes: a long route must not hold up the HTTP threads. The pool has no
     * bound. A worker may wait for a route that calls this component again, and that call needs another worker: with a bound, all
     * workers could wait for each other. The routes bound how many exchanges are in flight.
     */
    public ExecutorService workers() {
        return workers;
    }

    /** The connections and HTTP threads of all endpoints. */
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

    /** Exchanges that have running copies. */
    public ParentExchanges parents() {
        return parents;
    }

    ClientFactory clients() {
        return clients;
    }

    /** The health checks of all workspaces. */
    public HealthChecks healthChecks() {
        return healthChecks;
    }
}
