package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.SandboxClock;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.Faults;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinLogger;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: puts routes and gate together and listens on the loopback address. */
public final class SandboxServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);
    private static final int MOST_THREADS = 250;

    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final OpenResponses open = new OpenResponses();
    private final Holds holds = new Holds();
    private final LongAdder rowsGenerated = new LongAdder();
    private final Answers answers = new Answers(RequestBody.MAPPER, holds);
    private final Budget budget;
    private final Javalin javalin;

    /**
     * Starts listening.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is in use
     */
    public SandboxServer(int port, String apiKey, Plan plan, SandboxClock clock, SandboxState state) throws IOException {
        this.budget = new Budget(plan, clock);
        Gate gate = new Gate(apiKey, log, faults, budget, new FaultyAnswers(answers, holds));
        ServerLogging.quieten();
        JavalinLogger.startupInfo = false;
        this.javalin = Javalin.create(config -> {
            configure(config, port);
            config.routes.before(gate::pass);
            new TemplateRoutes(state.templates(), clock, answers).addTo(config.routes);
            new GenerateRoutes(state.templates(), clock, budget, answers, rowsGenerated).addTo(config.routes);
            new SetRoutes(state.sets(), answers).addTo(config.routes);
            new FileRoutes(state.files(), answers).addTo(config.routes);
            new ConnectionRoutes(state.connections(), answers).addTo(config.routes);
            new ScenarioRoutes(state.scenarios(), answers).addTo(config.routes);
            new RunRoutes(state.scenarios(), clock, state.timeline(), answers).addTo(config.routes);
            new LogRoutes(state.scenarios(), clock, state.timeline(), answers).addTo(config.routes);
            config.routes.after(RequestBody::drain);
            config.routes.exception(ConnectionGone.class, SandboxServer::giveUp);
            config.routes.exception(ApiException.class, unlessGone((error, ctx) -> answers.error(ctx, error)));
            config.routes.exception(HttpResponseException.class, unlessGone(this::refuse));
            config.routes.exception(Exception.class, unlessGone(this::fail));
        });
        listen(port);
    }

    private void listen(int port) throws IOException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IOException("port " + port + " cannot be listened on, it is in use or not allowed: choose another, or 0 for a free one", e);
        }
    }

    private void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("datamaker-sandbox");
        // A test that forgets to close us must still end.
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, http) -> connector(server, http, port));
        config.jetty.modifyServletContextHandler(handler -> {
            FilterHolder filter = new FilterHolder(open);
            filter.setAsyncSupported(true);
            handler.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, int port) {
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        // A reader that takes its time is never hung up on: how slow it may be is the client's own matter.
        connector.setIdleTimeout(0);
        return connector;
    }

    private static void giveUp(ConnectionGone gone, Context ctx) {
        ctx.skipRemainingHandlers();
    }

    /** A fault may cut the answer of an error, too; Javalin would log that as a failure of ours. */
    private static <E extends Exception> ExceptionHandler<E> unlessGone(ExceptionHandler<E> handler) {
        return (error, ctx) -> {
            try {
                handler.handle(error, ctx);
            } catch (ConnectionGone gone) {
                giveUp(gone, ctx);
            }
        };
    }

    private void refuse(HttpResponseException refusal, Context ctx) {
        int status = refusal.getStatus();
        String call = ctx.req().getMethod() + " " + ctx.req().getRequestURI();
        switch (status) {
            case 404 -> answers.error(ctx, ApiException.notFound("there is no endpoint " + call));
            case 405 -> answers.error(ctx, ApiException.of(405, "method_not_allowed", call + " is not allowed, other methods of this path are"));
            default -> answers.error(ctx, ApiException.of(status, "http_" + status, refusal.getMessage()));
        }
    }

    private void fail(Exception failure, Context ctx) {
        LOG.error("{} {} failed", ctx.req().getMethod(), ctx.req().getRequestURI(), failure);
        String requestId = ctx.res().getHeader("X-Request-Id");
        answers.error(ctx, 500, "internal_error", "the sandbox failed: " + failure,
                requestId == null ? Map.of() : Map.of("request_id", requestId));
    }

    public int port() {
        return javalin.port();
    }

    public Faults faults() {
        return faults;
    }

    public RequestLog log() {
        return log;
    }

    public int openResponses() {
        return open.count();
    }

    public long rowsGenerated() {
        return rowsGenerated.sum();
    }

    /** As after start: faults, budget, counts and recorded requests; whoever is held is let go. */
    public void reset() {
        faults.clear();
        holds.release();
        budget.reset();
        rowsGenerated.reset();
        log.clear();
    }

    @Override
    public void close() {
        faults.clear();
        holds.release();
        javalin.stop();
    }
}
