package io.github.cameldatamaker;

import java.util.Map;
import java.util.OptionalLong;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.client.Resilience;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether the service answers with the component's key. It costs a request ({@code GET /templates}), so it is among Camel's checks
 * of producers, which are off unless {@code camel.health.producersEnabled} says so.
 */
final class DataMakerHealthCheck extends AbstractHealthCheck {

    private final DataMakerComponent component;

    DataMakerHealthCheck(DataMakerComponent component) {
        super("camel", "producer:datamaker");
        this.component = component;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        result.detail("service.url", component.getConfiguration().getBaseUrl());
        Resilience atOnce = new Resilience(
                0, Resilience.DEFAULT.retryBackoff(), Resilience.DEFAULT.maxRetryBackoff(), Resilience.DEFAULT.maxRateLimitWait(), false,
                OptionalLong.empty());
        try (DataMakerClient client = new ClientFactory(component).create(component.getConfiguration(), atOnce)) {
            client.send(ApiRequest.of("GET", "/templates").withLoad(Load.POLL)).get().close();
            result.up();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.unknown();
        } catch (Exception e) {
            down(result, e.getCause() == null ? e : e.getCause());
        }
    }

    private static void down(HealthCheckResultBuilder result, Throwable error) {
        if (error instanceof DataMakerRateLimitException) {
            // The service is there, and knows the key.
            result.up();
            return;
        }
        if (error instanceof DataMakerApiException api) {
            result.detail(HTTP_RESPONSE_CODE, api.getStatusCode());
        }
        result.down().message(error.getMessage()).error(error);
    }
}
