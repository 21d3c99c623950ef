package io.github.cameldatamaker.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

import io.github.cameldatamaker.client.BudgetState;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.Traffic;
import io.github.cameldatamaker.generate.ProgressMeter;
import org.apache.camel.CamelContext;
import org.apache.camel.StaticService;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ManagementStrategy;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a component does, over JMX ({@code type=services,name=DataMakerMetrics}; for a component with another name than
 * {@code datamaker} {@code name=DataMakerMetrics-NAME}). Counts begin when the component is made. An unknown or unlimited budget
 * shows -1.
 */
@ManagedResource(description = "CamelDataMaker metrics")
public class DataMakerMetrics extends ServiceSupport implements StaticService {

    private static final String USUAL_NAME = "datamaker";

    private final Traffic traffic = new Traffic();
    private final Set<DataMakerClient> clients = ConcurrentHashMap.newKeySet();
    private final Set<ProgressMeter> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> followedLogs = new ConcurrentHashMap<>();
    private final AtomicLong logReconnects = new AtomicLong();
    // Read by the threads of JMX, meters and the console.
    private volatile @Nullable CamelContext context;
    private volatile @Nullable String name;
    private volatile @Nullable RouteWaits waits;

    /** @param component the name of the component, which has started */
    public void show(CamelContext in, String component, RouteWaits waitsOfComponent) {
        context = in;
        name = component;
        waits = waitsOfComponent;
        start();
    }

    // Otherwise Camel would give all of them one name and show only one.
    @Override
    protected void doStart() throws Exception {
        ManagementStrategy management = context.getManagementStrategy();
        if (management.getManagementAgent() != null) {
            management.getManagementAgent().register(this, mbeanName(management));
        }
    }

    @Override
    protected void doStop() throws Exception {
        // A component that stops before its context has named it was never shown.
        if (context == null) {
            return;
        }
        ManagementStrategy management = context.getManagementStrategy();
        if (management.getManagementAgent() != null) {
            management.getManagementAgent().unregister(mbeanName(management));
        }
    }

    private ObjectName mbeanName(ManagementStrategy management) throws MalformedObjectNameException {
        ObjectName usual = management.getManagementObjectNameStrategy().getObjectNameForService(context, this);
        if (name.equals(USUAL_NAME)) {
            return usual;
        }
        Hashtable<String, String> properties = usual.getKeyPropertyList();
        properties.put("name", ObjectName.quote(properties.get("name") + "-" + name));
        return new ObjectName(usual.getDomain(), properties);
    }

    public Traffic traffic() {
        return traffic;
    }

    public void add(ProgressMeter meter) {
        underWay.add(meter);
    }

    public void remove(ProgressMeter meter) {
        underWay.remove(meter);
    }

    public void add(DataMakerClient client) {
        clients.add(client);
    }

    public void remove(DataMakerClient client) {
        clients.remove(client);
    }

    /**
     * @param log   its run and the endpoint that follows it
     * @param again whether its stream was open before
     */
    public void logConnected(String log, Instant at, boolean again) {
        followedLogs.put(log, at);
        if (again) {
            logReconnects.incrementAndGet();
        }
    }

    public void logDisconnected(String log) {
        followedLogs.remove(log);
    }

    /** The logs whose streams are open, and since when. */
    public Map<String, Instant> followedLogs() {
        return new TreeMap<>(followedLogs);
    }

    @ManagedAttribute(description = "Requests that were sent, repetitions included")
    public long getRequests() {
        return traffic.requests();
    }

    @ManagedAttribute(description = "Requests that were sent because an earlier one had failed")
    public long getRetries() {
        return traffic.retries();
    }

    @ManagedAttribute(description = "Rows that were generated")
    public long getRows() {
        return traffic.rows();
    }

    @ManagedAttribute(description = "Bytes of responses that were read")
    public long getBytes() {
        return traffic.bytes();
    }

    @ManagedAttribute(description = "Generations that are being read, a line each")
    public String[] getProgress() {
        return underWay.stream().map(meter -> meter.now().toString()).sorted().toArray(String[]::new);
    }

    /** A workspace: a service and a key. Two keys of one service are told apart by nothing else. */
    public record WorkspaceState(String baseUrl, BudgetState budget) {
    }

    /** The budget of each workspace. */
    public List<WorkspaceState> workspaces() {
        List<DataMakerClient> distinct = new ArrayList<>();
        for (DataMakerClient client : clients) {
            if (distinct.stream().noneMatch(client::hasSameWorkspace)) {
                distinct.add(client);
            }
        }
        return distinct.stream().map(client -> new WorkspaceState(client.baseUrl(), client.budget()))
                .sorted(Comparator.comparing(WorkspaceState::baseUrl)).toList();
    }

    @ManagedAttribute(description = "Requests that this minute has left")
    public long getRequestsLeft() {
        return least(BudgetState::requestsLeft);
    }

    @ManagedAttribute(description = "Generated rows that count for the last 60 minutes")
    public long getRowsUsed() {
        return clients.stream().mapToLong(client -> client.budget().rowsUsed()).max().orElse(0);
    }

    @ManagedAttribute(description = "Rows that maxRowsPerHour has left")
    public long getRowsLeft() {
        return least(BudgetState::rowsLeft);
    }

    // The least of several workspaces.
    private long least(Function<BudgetState, OptionalLong> part) {
        return clients.stream().map(DataMakerClient::budget).map(part).filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong).min().orElse(-1);
    }

    @ManagedAttribute(description = "Requests that are held back: by a budget that is used up, or until they are repeated")
    public long getRequestsWaiting() {
        RouteWaits shown = waits;
        return shown == null ? 0 : shown.waiting();
    }

    @ManagedAttribute(description = "Runs that are waited for")
    public long getRunsAwaited() {
        RouteWaits shown = waits;
        return shown == null ? 0 : shown.awaitedRuns();
    }

    @ManagedAttribute(description = "Logs that are followed at this moment")
    public long getLogConnections() {
        return followedLogs.size();
    }

    @ManagedAttribute(description = "How often the stream of a log was opened again")
    public long getLogReconnects() {
        return logReconnects.get();
    }
}
