package io.github.cameldatamaker.session;

import java.util.Map;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.ProductVersion;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.ResolverHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sandbox inside the application: one for all endpoints of a Camel context whose {@code baseUrl} is {@code sandbox:}. It
 * stops with the context, after the endpoints.
 *
 * <p>The sandbox's jar names a class as Camel's service {@value #SERVICE}. The class starts a sandbox as a {@link Supplier} of
 * the texts {@code baseUrl} and {@code apiKey}, and stops it as an {@link AutoCloseable}. The two jars share nothing else.
 */
final class EmbeddedSandbox extends ServiceSupport {

    /** The base URL that selects it. */
    static final String BASE_URL = "sandbox:";
    /** The name by which Camel finds the sandbox. */
    static final String SERVICE = "datamaker-sandbox";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSandbox.class);

    private final CamelContext context;
    private @Nullable Supplier<?> sandbox;
    private @Nullable Map<?, ?> access;

    private EmbeddedSandbox(CamelContext context) {
        this.context = context;
    }

    /** Whether a base URL selects the sandbox. */
    static boolean isMeant(String baseUrl) {
        return baseUrl != null && baseUrl.trim().equalsIgnoreCase(BASE_URL);
    }

    /** The sandbox of a context. It starts with the first call. */
    static synchronized EmbeddedSandbox of(CamelContext context) {
        EmbeddedSandbox known = context.hasService(EmbeddedSandbox.class);
        if (known != null) {
            return known;
        }
        EmbeddedSandbox sandbox = new EmbeddedSandbox(context);
        // Before Camel knows it, because Camel would keep one that cannot start.
        sandbox.start();
        try {
            context.addService(sandbox, true, true);
        } catch (Exception e) {
            sandbox.stop();
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
        return sandbox;
    }

    String baseUrl() {
        return (String) access.get("baseUrl");
    }

    ApiKey apiKey() {
        return ApiKey.of((String) access.get("apiKey"));
    }

    @Override
    protected void doStart() {
        sandbox = ResolverHelper.resolveService(context, SERVICE, Supplier.class).orElseThrow(EmbeddedSandbox::isMissing);
        access = (Map<?, ?>) sandbox.get();
        LOG.warn("No real DataMaker service is used. baseUrl=sandbox: has started the sandbox on {}, and its data ends with this "
                + "application.", baseUrl());
    }

    private static DataMakerException isMissing() {
        return new DataMakerException(
                "baseUrl=sandbox: needs the sandbox on the class path. Add the dependency "
                        + "io.github.cameldatamaker:camel-datamaker-sandbox"
                        + ProductVersion.get().map(version -> ":" + version).orElse(""));
    }

    @Override
    protected void doStop() throws Exception {
        ((AutoCloseable) sandbox).close();
    }
}
