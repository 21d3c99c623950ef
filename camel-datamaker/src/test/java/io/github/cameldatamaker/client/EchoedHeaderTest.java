package io.github.cameldatamaker.client;

import io.github.cameldatamaker.DataMakerComponent;

/** The same echoes, of a secret for a gateway (option httpHeader.NAME). */
class EchoedHeaderTest extends EchoedKeyTest {

    @Override
    protected String apiKey() {
        return "another-" + service.baseUrl();
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        super.prepare(component);
        component.getConfiguration().getHttpHeader().put("X-Gateway", KEY);
    }
}
