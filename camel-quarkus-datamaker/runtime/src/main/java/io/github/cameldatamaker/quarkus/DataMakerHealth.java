package io.github.cameldatamaker.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The component's health checks at {@code /q/health/ready}, under the name {@code datamaker}: each consumer, and with
 * {@code camel.health.producers-enabled=true} the service. It is down if one of them is.
 */
@Readiness
@ApplicationScoped
public class DataMakerHealth implements org.eclipse.microprofile.health.HealthCheck {

    private static final String SCHEME = "datamaker";

    private final CamelContext context;

    @Inject
    public DataMakerHealth(CamelContext context) {
        this.context = context;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(SCHEME).up();
        for (HealthCheck.Result result : HealthCheckHelper.invokeReadiness(context, "full")) {
            if (isOurs(result)) {
                add(result, response);
            }
        }
        return response.build();
    }

    private static boolean isOurs(HealthCheck.Result result) {
        return result.getCheck().getId().startsWith("producer:" + SCHEME)
                || String.valueOf(result.getDetails().get(HealthCheck.ENDPOINT_URI)).startsWith(SCHEME + ":");
    }

    private static void add(HealthCheck.Result result, HealthCheckResponseBuilder response) {
        String message = result.getMessage().map(text -> ": " + text).orElse("");
        response.withData(result.getCheck().getId(), result.getState() + message);
        if (result.getState() == HealthCheck.State.DOWN) {
            response.down();
        }
    }
}
