package io.github.cameldatamaker.session;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;

/**
 * Whose services they are.
 *
 * @param context              the context
 * @param threads              the owner of the threads, for Camel
 * @param name                 by which the context knows the component
 * @param isHealthCheckEnabled whether health checks are on
 */
public record ServiceOwner(CamelContext context, Object threads, Supplier<String> name, BooleanSupplier isHealthCheckEnabled) {
}
