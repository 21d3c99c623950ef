package io.github.cameldatamaker.quarkus;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.spi.CamelContextCustomizer;

/** What the build records for the start of the application. */
@Recorder
public class DataMakerRecorder {

    /** Gives Camel a registry of health checks. It has none in Quarkus without an extension that brings one. */
    public RuntimeValue<CamelContextCustomizer> healthCheckRegistry() {
        return new RuntimeValue<>(context -> {
            if (context.getCamelContextExtension().getContextPlugin(HealthCheckRegistry.class) == null) {
                context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class,
                        new DefaultHealthCheckRegistry(context));
            }
        });
    }
}
