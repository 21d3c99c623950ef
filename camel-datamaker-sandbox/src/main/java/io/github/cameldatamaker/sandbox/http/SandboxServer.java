package io.github.cameldatamaker.sandbox.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinLogger;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server. It listens on the loopback address only. */
public final class SandboxServer implements AutoCloseable {

    private static final int MOST_THREADS = 250;

    private final OpenResponses open = new OpenResponses();
    private final Javalin javalin;

    /**
     * Starts listening.
     *
     * @param port   0 for a free one
     * @param routes what it serves
     * @throws IOException if the port is in use
     */
    public SandboxServer(int port, List<Routes> routes) throws IOException {
        ServerLogging.quieten();
        JavalinLogger.startupInfo = false;
        this.javalin = Javalin.create(config -> {
            configure(config, port);
            routes.forEach(each -> each.addTo(config.routes));
            new ErrorAnswers().addTo(config.routes);
        });
        listen(port);
    }

    private void listen(int port) throws IOException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IOException(
                    "cannot listen on port " + port + ": it is in use or not allowed; choose another port, or 0 for a free one",
                    e);
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
        // A JVM whose test forgets to close the sandbox must still end.
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> server.insertHandler(new RecordingHandler()));
        config.jetty.addConnector((server, http) -> connector(server, http, port));
        config.jetty.modifyServletContextHandler(handler -> {
            FilterHolder filter = new FilterHolder(open);
            filter.setAsyncSupported(true);
            handler.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, int port) {
        http.setSendServerVersion(false);
        // The service sends the time of the sandbox's clock instead.
        http.setSendDateHeader(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        // A client may read as slowly as it likes.
        connector.setIdleTimeout(0);
        return connector;
    }

    public int port() {
        return javalin.port();
    }

    /** How many requests are being answered right now. */
    public int openResponses() {
        return open.count();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
