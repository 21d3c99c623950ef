package io.github.cameldatamaker.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.github.cameldatamaker.client.Traffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.apache.camel.CamelContext;

/**
 * The counters of a component as meters of Micrometer, in each {@code MeterRegistry} of Camel's registry. This class is loaded
 * only where Micrometer is.
 */
final class MicrometerMeters implements Traffic.Listener {

    private static final String PREFIX = "camel.datamaker.";

    private final Collection<MeterRegistry> registries;
    private final DataMakerMetrics metrics;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();

    private MicrometerMeters(Collection<MeterRegistry> registries, DataMakerMetrics metrics, Tags tags) {
        this.registries = registries;
        this.metrics = metrics;
        this.tags = tags;
    }

    /** Begins to count; what it returns ends that. */
    static Runnable begin(CamelContext context, String component, DataMakerMetrics metrics) {
        MicrometerMeters meters = new MicrometerMeters(
                registries(context), metrics, Tags.of("camelContext", context.getName(), "component", component));
        meters.registries.forEach(meters::addTo);
        if (!meters.registries.isEmpty()) {
            metrics.traffic().listen(meters);
        }
        return meters::end;
    }

    // A composite passes everything on to the others, which would count twice.
    private static Collection<MeterRegistry> registries(CamelContext context) {
        Set<MeterRegistry> all = context.getRegistry().findByType(MeterRegistry.class);
        List<MeterRegistry> composites = all.stream().filter(CompositeMeterRegistry.class::isInstance).toList();
        return composites.isEmpty() ? all : composites;
    }

    private void addTo(MeterRegistry registry) {
        counter(registry, "requests", "Requests that were sent, repetitions included", DataMakerMetrics::getRequests);
        counter(registry, "retries", "Requests that repeat one that had failed", DataMakerMetrics::getRetries);
        counter(registry, "rows", "Rows that were generated", DataMakerMetrics::getRows);
        counter(registry, "bytes", "Bytes of responses that were read", DataMakerMetrics::getBytes);
        counter(registry, "log.reconnects", "How often the stream of a log was opened again", DataMakerMetrics::getLogReconnects);
        gauge(registry, "requests.left", "Requests that this minute has left", DataMakerMetrics::getRequestsLeft);
        gauge(registry, "rows.used", "Generated rows that count for the last 60 minutes", DataMakerMetrics::getRowsUsed);
        gauge(registry, "rows.left", "Rows that maxRowsPerHour has left", DataMakerMetrics::getRowsLeft);
        gauge(registry, "requests.waiting", "Requests that are held back", DataMakerMetrics::getRequestsWaiting);
        gauge(registry, "runs.awaited", "Runs that are waited for", DataMakerMetrics::getRunsAwaited);
        gauge(registry, "logs.followed", "Logs that are followed", DataMakerMetrics::getLogConnections);
    }

    private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<DataMakerMetrics> value) {
        meters.add(FunctionCounter.builder(PREFIX + name, metrics, value).description(description).tags(tags).register(registry));
    }

    // What is not known is no number, and must not look like one.
    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<DataMakerMetrics> value) {
        meters.add(Gauge.builder(PREFIX + name, metrics, of -> {
            double now = value.applyAsDouble(of);
            return now < 0 ? Double.NaN : now;
        }).description(description).tags(tags).register(registry));
    }

    @Override
    public void answered(String method, String path, String status, long nanos) {
        for (MeterRegistry registry : registries) {
            Timer timer = Timer.builder(PREFIX + "request.duration").description("From a request to the head of its answer")
                    .tags(tags.and("method", method, "path", path, "status", status)).register(registry);
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void end() {
        metrics.traffic().listenNoMore();
        for (MeterRegistry registry : registries) {
            meters.forEach(registry::remove);
            registry.find(PREFIX + "request.duration").tags(tags).meters().forEach(registry::remove);
        }
    }
}
