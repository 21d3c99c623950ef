package io.github.cameldatamaker.benchmarks.comparison;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** A Camel context with routes; of the component it is given no more than its address and a key. */
final class Context implements AutoCloseable {

    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate template = camel.createProducerTemplate();

    Context(Setting setting) {
        DataMakerComponent datamaker = camel.getComponent("datamaker", DataMakerComponent.class);
        datamaker.getConfiguration().setBaseUrl(setting.baseUrl());
        datamaker.getConfiguration().setApiKey("key");
    }

    Context start(RoutesBuilder routes) throws Exception {
        camel.addRoutes(routes);
        camel.start();
        return this;
    }

    /** Sends to a route and waits for it. */
    void send(String uri, @Nullable Object body) {
        template.sendBody(uri, body);
    }

    /** Sends to a route, waits for it, and checks that so many rows have come out of it. */
    void send(String uri, @Nullable Object body, RowCount sink, long rows) {
        send(uri, body);
        sink.expect(rows);
    }

    CamelContext camel() {
        return camel;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
