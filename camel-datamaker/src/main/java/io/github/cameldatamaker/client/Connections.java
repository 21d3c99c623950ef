package io.github.cameldatamaker.client;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The connections and HTTP threads that clients share, and their rules for OkHttp: it sends each request once, so that every
 * request is counted.
 */
public final class Connections implements AutoCloseable {

    private static final int MAX_IDLE = 64;
    private static final int KEEP_ALIVE_MINUTES = 5;

    private final @Nullable ExecutorService threads;
    private final LongSupplier nanos;
    private final Map<Connection, ConnectionUse> uses = Collections.synchronizedMap(new WeakHashMap<>());
    /** Those that share a limit: by base URL and kind. */
    private final Map<Map.Entry<String, OpenCalls.Kind>, OpenCalls> openCalls = new ConcurrentHashMap<>();
    private @Nullable OkHttpClient base;

    /** With OkHttp's own threads. */
    public Connections() {
        this(null, System::nanoTime);
    }

    /**
     * @param threads run the calls that have no thread of their caller, one each until its answer begins; their owner shuts them
     *                down. Null for OkHttp's own threads
     * @param nanos   the time in nanoseconds, from any origin
     */
    public Connections(@Nullable ExecutorService threads, LongSupplier nanos) {
        this.threads = threads;
        this.nanos = nanos;
    }

    /** The client that all others are derived from, so that they share its resources. It is made with the first call. */
    public synchronized OkHttpClient base() {
        if (base == null) {
            Dispatcher dispatcher = threads == null ? new Dispatcher() : new Dispatcher(threads);
            // Calls would queue here, unseen and without a time limit. OpenCalls holds them back instead.
            dispatcher.setMaxRequests(Integer.MAX_VALUE);
            dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
            base = new OkHttpClient.Builder()
                    .dispatcher(dispatcher)
                    .connectionPool(new ConnectionPool(MAX_IDLE, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES))
                    .build();
        }
        return base;
    }

    /** A client with the settings of the given one, on these connections and threads. */
    OkHttpClient client(OkHttpClient settings, Timeouts limits) {
        OkHttpClient.Builder builder = settings.newBuilder()
                .dispatcher(base().dispatcher())
                .connectionPool(base().connectionPool())
                .connectTimeout(limits.connect())
                .readTimeout(limits.response())
                .writeTimeout(limits.idle())
                .callTimeout(0, TimeUnit.MILLISECONDS)
                .addInterceptor(new ResponseTimeoutInterceptor())
                .addInterceptor(new ConnectionChoice())
                .addInterceptor(new GzipInterceptor())
                .addNetworkInterceptor(new IdleTimeoutInterceptor(limits.idle()));
        // Before the user's interceptors, which must not see a refused attempt.
        builder.networkInterceptors().addAll(
                0, List.of(new FollowUpRefusal(), new LastCheckInterceptor(), new ConnectionCheck(this::use)));
        return sendingOnce(builder, settings).build();
    }

    // A cache would answer with an old status, and send requests that nobody counts. A proxy's 407 is not the service's answer:
    // the proxy's credentials still follow it.
    private static OkHttpClient.Builder sendingOnce(OkHttpClient.Builder builder, OkHttpClient settings) {
        return builder.retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .hostnameVerifier(new OwnHostVerifier(settings.hostnameVerifier()))
                .cache(null);
    }

    /** The calls to a service that share a limit with a request. */
    OpenCalls openCalls(BaseUrl service, ApiRequest request) {
        return openCalls.computeIfAbsent(Map.entry(service.toString(), OpenCalls.Kind.of(request)), calls -> new OpenCalls());
    }

    /**
     * Begins to make something on an HTTP thread, if there are any. So the first request of a JVM is written while OkHttp and
     * TLS are loaded.
     */
    void prepare(Lazy<?> value) {
        if (threads != null) {
            value.makeOn(threads);
        }
    }

    private ConnectionUse use(Connection connection) {
        return uses.computeIfAbsent(connection, made -> new ConnectionUse(made, nanos));
    }

    /** Ends the calls in flight and closes the connections. */
    @Override
    public synchronized void close() {
        if (base != null) {
            base.dispatcher().cancelAll();
            base.connectionPool().evictAll();
            base = null;
        }
    }
}
