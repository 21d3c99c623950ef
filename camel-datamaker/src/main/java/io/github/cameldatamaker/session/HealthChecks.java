package io.github.cameldatamaker.session;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.client.DataMakerClient;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A health check for each workspace (base URL and key) in use: the component's, if it has a key, and those of its endpoints.
 * Their ids are {@code producer:datamaker}, {@code producer:datamaker-2} and so on, by the component's name.
 */
public final class HealthChecks {

    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private final ServiceOwner owner;
    private final ClientFactory clients;
    private final Clock clock;
    private final List<Workspace> workspaces = new ArrayList<>();
    private @Nullable DataMakerClient ofComponent;

    /**
     * A check and its users.
     *
     * @param asking sends the check's requests
     * @param users  clients of the same workspace
     */
    private record Workspace(DataMakerHealthCheck check, DataMakerClient asking, Set<DataMakerClient> users) {
    }

    HealthChecks(ServiceOwner owner, ClientFactory clients, Clock clock) {
        this.owner = owner;
        this.clients = clients;
        this.clock = clock;
    }

    /** Checks the component's own workspace before an endpoint uses it. */
    public synchronized void addComponent(DataMakerConfiguration configuration) {
        // Always gets the repository: the first call makes it, and an application that enables it later must find the checks.
        if (repository() == null || !ClientFactory.hasApiKey(configuration)) {
            return;
        }
        try {
            ofComponent = clients.create(configuration);
            add(configuration, ofComponent);
        } catch (Exception e) {
            LOG.debug("No health check for the component's own options, because no endpoint can start with them: {}",
                    e.getMessage());
        }
    }

    public synchronized void removeComponent() {
        if (ofComponent != null) {
            remove(ofComponent);
            ofComponent.close();
            ofComponent = null;
        }
    }

    /** Checks the workspace of a client with these options, until all of its clients are gone. */
    public synchronized void add(DataMakerConfiguration configuration, DataMakerClient user) throws Exception {
        WritableHealthCheckRepository repository = repository();
        if (repository == null) {
            return;
        }
        for (Workspace known : workspaces) {
            if (known.asking().hasSameWorkspace(user)) {
                known.users().add(user);
                return;
            }
        }
        DataMakerClient asking = clients.createForChecks(configuration);
        DataMakerHealthCheck check = new DataMakerHealthCheck(freeId(), configuration.getBaseUrl(), asking, clock);
        check.setEnabled(owner.isHealthCheckEnabled().getAsBoolean());
        workspaces.add(new Workspace(check, asking, new HashSet<>(Set.of(user))));
        repository.addHealthCheck(check);
    }

    public synchronized void remove(DataMakerClient user) {
        workspaces.removeIf(workspace -> {
            boolean isLast = workspace.users().remove(user) && workspace.users().isEmpty();
            if (isLast) {
                repository().removeHealthCheck(workspace.check());
                workspace.asking().close();
            }
            return isLast;
        });
    }

    private String freeId() {
        Set<String> taken = new HashSet<>();
        workspaces.forEach(workspace -> taken.add(workspace.check().getId()));
        String first = "producer:" + owner.name().get();
        return taken.contains(first)
                ? IntStream.iterate(2, number -> number + 1).mapToObj(number -> first + "-" + number)
                        .filter(id -> !taken.contains(id)).findFirst()
                        .orElseThrow()
                : first;
    }

    private @Nullable WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(
                owner.context(), "producers", WritableHealthCheckRepository.class);
    }
}
