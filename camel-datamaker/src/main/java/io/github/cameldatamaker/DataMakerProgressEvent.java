package io.github.cameldatamaker;

import io.github.cameldatamaker.generate.GenerationProgress;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;

/**
 * The progress of a long generation, for Camel's event notifiers: every {@code progressInterval} and at its end.
 */
public final class DataMakerProgressEvent implements CamelEvent.ExchangeEvent {

    private final Exchange exchange;
    private final GenerationProgress progress;
    private long timestamp;

    public DataMakerProgressEvent(Exchange exchange, GenerationProgress progress) {
        this.exchange = exchange;
        this.progress = progress;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    @Override
    public Exchange getExchange() {
        return exchange;
    }

    /** The progress. */
    public GenerationProgress getProgress() {
        return progress;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public String toString() {
        return progress.toString();
    }
}
