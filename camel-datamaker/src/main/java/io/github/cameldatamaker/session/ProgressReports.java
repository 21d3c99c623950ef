package io.github.cameldatamaker.session;

import io.github.cameldatamaker.DataMakerProgressEvent;
import io.github.cameldatamaker.generate.GenerationProgress;
import io.github.cameldatamaker.generate.ProgressMeter;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the progress of a generation as log lines, as events and over JMX.
 */
public final class ProgressReports implements ProgressMeter.Listener {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.cameldatamaker.progress");

    private final Exchange exchange;
    private final DataMakerMetrics metrics;

    public ProgressReports(Exchange exchange, DataMakerMetrics metrics) {
        this.exchange = exchange;
        this.metrics = metrics;
    }

    @Override
    public void begins(ProgressMeter meter) {
        metrics.add(meter);
    }

    @Override
    public void ends(ProgressMeter meter) {
        metrics.remove(meter);
    }

    @Override
    public void accept(GenerationProgress progress) {
        LOG.info("{}", progress);
        try {
            exchange.getContext().getManagementStrategy().notify(new DataMakerProgressEvent(exchange, progress));
        } catch (Exception e) {
            // A listener must not end a generation.
            LOG.warn("An event notifier failed: {}", e.getMessage(), e);
        }
    }
}
