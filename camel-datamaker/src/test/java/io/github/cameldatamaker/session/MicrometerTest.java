package io.github.cameldatamaker.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Meters of Micrometer, if Camel's registry has a MeterRegistry. */
class MicrometerTest extends OwnSandboxTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected void prepare(DataMakerComponent component) {
        // As in Spring Boot: a composite, and the registry that it passes everything on to.
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        component.getCamelContext().getRegistry().bind("composite", composite);
        component.getCamelContext().getRegistry().bind("simple", registry);
    }

    private double value(String name) {
        Meter meter = registry.get("camel.datamaker." + name).tag("component", "datamaker")
                .tag("camelContext", context.getName()).meter();
        return meter.measure().iterator().next().getValue();
    }

    @Test
    void whatIsCountedOverJmxIsAMeter() {
        template.requestBody("datamaker:generate?template=tmpl_product&count=20&outputType=Bytes&maxRowsPerHour=100",
                (Object) null);

        assertThat(value("requests")).isEqualTo(1);
        assertThat(value("retries")).isZero();
        assertThat(value("rows")).isEqualTo(20);
        assertThat(value("bytes")).isPositive();
        assertThat(value("rows.used")).isEqualTo(20);
        assertThat(value("rows.left")).isEqualTo(80);
        assertThat(value("requests.left")).isPositive();
        assertThat(value("requests.waiting")).isZero();
        assertThat(value("runs.awaited")).isZero();
        assertThat(value("logs.followed")).isZero();
        assertThat(value("log.reconnects")).isZero();
    }

    @Test
    void whatIsNotKnownIsNoNumber() {
        assertThat(value("rows.left")).isNaN();
    }

    @Test
    void eachRowOfTheContractHasItsTimer() {
        template.requestBody("datamaker:getTemplate?template=tmpl_product", (Object) null);
        template.send("datamaker:getTemplate?template=none", exchange -> {});

        Timer ok = registry.get("camel.datamaker.request.duration")
                .tags("method", "GET", "path", "/templates/{template}", "status", "2xx").timer();
        assertThat(ok.count()).isEqualTo(1);
        assertThat(ok.totalTime(TimeUnit.NANOSECONDS)).isBetween(1.0, (double) Duration.ofMinutes(5).toNanos());
        assertThat(registry.get("camel.datamaker.request.duration").tags("status", "404").timer().count()).isEqualTo(1);
    }

    @Test
    void theMetersEndWithTheContext() {
        template.requestBody("datamaker:getTemplate?template=tmpl_product", (Object) null);

        context.stop();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void noMeterShowsTheKey() {
        template.requestBody("datamaker:getTemplate?template=tmpl_product", (Object) null);

        assertThat(registry.getMeters().stream().map(meter -> meter.getId().toString()).toList().toString())
                .contains("camel.datamaker.requests").doesNotContain(apiKey());
    }
}
