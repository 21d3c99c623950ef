package io.github.cameldatamaker.consume;

import java.util.Map;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollConsumerHealthCheck;

/**
 * Camel's check of a scheduled consumer. It is also down while emitted exchanges fail, which Camel counts as success.
 */
public final class ConsumerHealthCheck extends ScheduledPollConsumerHealthCheck {

    private final PaidFailures failures;

    public ConsumerHealthCheck(ScheduledPollConsumer consumer, PaidFailures failures) {
        super(consumer, "consumer:" + consumer.getRouteId());
        this.failures = failures;
    }

    @Override
    public Result call(Map<String, Object> options) {
        Result result = super.call(options);
        return isEnabled() ? failures.last().map(last -> down(result, last)).orElse(result) : result;
    }

    private Result down(Result camels, Throwable last) {
        HealthCheckResultBuilder down = HealthCheckResultBuilder.on(this).down().message(failures.consequence()).error(last);
        camels.getDetails().forEach(down::detail);
        return down.build();
    }
}
