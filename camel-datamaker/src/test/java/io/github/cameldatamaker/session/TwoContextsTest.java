package io.github.cameldatamaker.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.fixture.DrivenTime;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two contexts with one key wait in one line. Each has a timer of its own. */
class TwoContextsTest extends DrivenSandboxTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_product&outputType=List&maxRateLimitWait=3h&maxRowsPerHour=100&count=";

    @Test
    void oneContextContinuesWhenTheOtherStops() {
        DrivenTime timeOfFirst = new DrivenTime(START);
        CamelContext first = new DefaultCamelContext();
        DataMakerComponent component = first.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl());
        component.getConfiguration().setApiKey(apiKey());
        ComponentInsides.setTime(component, timeOfFirst.clock(), timeOfFirst);
        first.start();
        template.requestBody(GENERATE + 100, (Object) null);
        CompletableFuture<Exchange> ofFirst = first.createProducerTemplate().asyncSend(GENERATE + 1, exchange -> {});
        Awaitility.await().until(() -> ComponentInsides.waits(first).waiting() == 1);
        CompletableFuture<Exchange> sent = send(GENERATE + 1, null);
        assertThat(ComponentInsides.waits(context).waiting()).isEqualTo(1);

        first.stop();

        assertThat(ofFirst.join().getException()).hasMessageContaining("stopping");
        time.advance(Duration.ofMinutes(61));
        Awaitility.await().until(sent::isDone);
        assertThat(sent.join().getException()).isNull();
    }
}
