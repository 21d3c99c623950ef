package io.github.cameldatamaker.sandbox;

import io.github.cameldatamaker.sandbox.console.Console;
import io.github.cameldatamaker.sandbox.control.Control;
import io.github.cameldatamaker.sandbox.control.ControlPaths;
import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.http.Holds;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.http.SandboxServer;
import io.github.cameldatamaker.sandbox.platform.PlatformService;
import io.github.cameldatamaker.sandbox.scenario.ScenarioControl;
import io.github.cameldatamaker.sandbox.service.Service;
import io.github.cameldatamaker.sandbox.state.StateControl;
import io.github.cameldatamaker.sandbox.state.StateExchange;
import io.github.cameldatamaker.sandbox.state.StateFolder;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * DataMaker on localhost: the service's REST contract with real state. A seed reproduces the rows, a test moves the clock of the
 * quotas, and a test scripts faults. Use its base URL instead of the service's.
 *
 * <pre>{@code
 * try (DataMakerSandbox sandbox = DataMakerSandbox.start()) {
 *     sandbox.faults().on("POST", "/templates/{id}/generate").cutAfter(10_000);
 *     // a client with sandbox.baseUrl() and sandbox.apiKey()
 * }
 * }</pre>
 */
public final class DataMakerSandbox implements AutoCloseable {

    /** The default key. */
    public static final String PRESET_API_KEY = "sandbox-key";

    private final String apiKey;
    private final SandboxClock clock;
    private final Workspace workspace;
    private final Runnable clockMoved;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final Holds holds = new Holds();
    private final Service service;
    private final StateExchange state;
    private final Optional<StateFolder> folder;
    private final SandboxServer server;

    private DataMakerSandbox(Builder builder) throws IOException {
        this.apiKey = builder.apiKey;
        this.clock = builder.clock;
        this.workspace = new Workspace(clock, builder.plan.limits(), Optional.ofNullable(builder.templates));
        this.service = new Service(apiKey, ControlPaths.ROOT + "/", workspace, requests, faults, holds);
        Control control = new Control(workspace, requests, faults, clock, Plan.allLimits(), this::reset);
        Console console = new Console(workspace, requests, control);
        this.state = new StateExchange(workspace, clock);
        this.folder = builder.state == null ? Optional.empty() : Optional.of(new StateFolder(builder.state, workspace, clock));
        List<Routes> routes = new ArrayList<>(List.of(console, api(builder.apiStyle), control, new StateControl(state)));
        folder.ifPresent(routes::add);
        this.server = listen(builder.port, routes);
        this.clockMoved = workspace.timeline()::changed;
        clock.onMove(clockMoved);
    }

    private Routes api(ApiStyle style) {
        return style == ApiStyle.CONTRACT ? service
                : new PlatformService(apiKey, ControlPaths.ROOT + "/", workspace, requests, faults, holds);
    }

    // A port in use must not leave the folder locked.
    private SandboxServer listen(int port, List<Routes> routes) throws IOException {
        try {
            return new SandboxServer(port, routes);
        } catch (IOException | RuntimeException e) {
            folder.ifPresent(StateFolder::close);
            workspace.close();
            throw e;
        }
    }

    /**
     * Starts on a free port of the loopback address, with plan enterprise, which has no limits, and the key
     * {@value #PRESET_API_KEY}.
     */
    public static DataMakerSandbox start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** {@code http://localhost:PORT}. */
    public String baseUrl() {
        return "http://localhost:" + port();
    }

    public int port() {
        return server.port();
    }

    /** The key that requests need. */
    public String apiKey() {
        return apiKey;
    }

    /** The clock of quotas, runs and time stamps. */
    public SandboxClock clock() {
        return clock;
    }

    /** Scripts what goes wrong, and on which requests. */
    public Faults faults() {
        return faults;
    }

    /** The last 1,000 requests, oldest first. Refused requests are among them. */
    public List<RecordedRequest> requests() {
        return requests.all().stream().map(RecordedRequest::of).toList();
    }

    /** Forgets the recorded requests. */
    public void clearRequests() {
        requests.clear();
    }

    /**
     * Adds a template as POST /templates does, but with the {@code id} and {@code createdAt} that are given.
     *
     * @return its id
     * @throws io.github.cameldatamaker.sandbox.error.ApiException if the template is not valid or the id is taken
     */
    public String addTemplate(Map<String, Object> template) {
        return workspace.addTemplate(template);
    }

    /** The names of all templates by id, in the order of creation. */
    public Map<String, String> templates() {
        Map<String, String> names = new LinkedHashMap<>();
        workspace.templates().list().forEach(entry -> names.put(entry.latest().id(), entry.latest().name()));
        return names;
    }

    /** Adds scenarios, starts runs as another client would, and changes runs. */
    public ScenarioControl scenarios() {
        return new ScenarioControl(workspace.scenarios());
    }

    /**
     * Sets whether checks of that connection succeed from now on. Without it, a check fails if a text of the connection contains
     * {@code unreachable}.
     *
     * @throws io.github.cameldatamaker.sandbox.error.ApiException if there is no such connection
     */
    public void setReachable(String connectionId, boolean reachable) {
        workspace.connections().setReachable(connectionId, reachable);
    }

    /** How many rows were written to responses since the start or the last reset. Rows of previews count. */
    public long rowsGenerated() {
        return service.rowsGenerated();
    }

    /** How many responses are being written right now. It is 0 once every client has read or closed its response. */
    public int openResponses() {
        return server.openResponses();
    }

    /**
     * Writes everything as one JSON document: templates with their versions, scenarios and runs, sets, files, connections, what
     * is used of the plan, and the time. Faults and recorded requests are not in it.
     */
    public void exportState(OutputStream out) throws IOException {
        state.exportTo(out);
    }

    /**
     * Replaces everything by what {@link #exportState} wrote. Runs go on from the time of the export.
     *
     * @throws io.github.cameldatamaker.sandbox.error.ApiException if the document is wrong; the message names the field, and
     *                                                             nothing has changed
     */
    public void importState(InputStream document) throws IOException {
        state.importFrom(document);
    }

    /**
     * Makes everything as it was at the start, except the clock: templates, sets, files, connections, scenarios, runs, budget,
     * faults, requests.
     */
    public void reset() {
        faults.clear();
        holds.release();
        service.reset();
        requests.clear();
        workspace.reset();
    }

    /** Stops listening, and cuts open connections. */
    @Override
    public void close() {
        clock.removeOnMove(clockMoved);
        // Requests that wait for a run would keep the server from stopping.
        workspace.timeline().close();
        faults.clear();
        holds.release();
        server.close();
        folder.ifPresent(StateFolder::close);
        workspace.close();
    }

    /** Settings of a sandbox that is to start. */
    public static final class Builder {

        private int port;
        private Plan plan = Plan.ENTERPRISE;
        private SandboxClock clock = SandboxClock.system();
        private String apiKey = PRESET_API_KEY;
        private ApiStyle apiStyle = ApiStyle.CONTRACT;
        private Path templates;
        private Path state;

        private Builder() {
        }

        /** The port on the loopback address. The default, 0, picks a free one. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port must be between 0 and 65535, not " + port);
            }
            this.port = port;
            return this;
        }

        public Builder plan(Plan plan) {
            this.plan = Objects.requireNonNull(plan, "plan");
            return this;
        }

        public Builder clock(SandboxClock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        public Builder apiKey(String apiKey) {
            if (apiKey == null || apiKey.isBlank()) {
                throw new IllegalArgumentException("apiKey must not be empty");
            }
            this.apiKey = apiKey;
            return this;
        }

        /** Whose answers to give. The default is the contract. */
        public Builder apiStyle(ApiStyle apiStyle) {
            this.apiStyle = Objects.requireNonNull(apiStyle, "apiStyle");
            return this;
        }

        /** A folder whose *.json files are loaded as templates, at the start and after each reset. */
        public Builder templates(Path folder) {
            this.templates = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * A folder that keeps everything over restarts. It is made if it does not exist, and one sandbox uses it at a time. If it
         * holds a state already, {@link #plan} and {@link #templates} matter only after a reset.
         */
        public Builder state(Path folder) {
            this.state = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Starts the sandbox.
         *
         * @throws UncheckedIOException     if the port is in use, or the template folder or the state folder cannot be read
         * @throws IllegalArgumentException if a file in the template folder is no template, or the state is damaged or used by
         *                                  another sandbox; the message names the file
         */
        public DataMakerSandbox start() {
            try {
                return new DataMakerSandbox(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }
}
