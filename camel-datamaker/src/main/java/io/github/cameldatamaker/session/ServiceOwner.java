package io.github.cameldatamaker.session;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;

/**
 * The owner of the shared services.
 *
 * @param context              the context
 * @param threads              the owner of the threads, for Camel
 * @param name                 the name of the component in its context
 * @param isHealthCheckEnabled whether health checks are on
 */
public record ServiceOwner(CamelContext context, Object threads, Supplier<String> name, BooleanSupplier isHealthCheckEnabled) {
}
