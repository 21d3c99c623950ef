package io.github.cameldatamaker.client;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.OwnSandboxTest;

/** The same echoes, of a secret for a gateway (option httpHeader.NAME). */
class EchoedHeaderTest extends EchoedKeyTest {

    private final String key = OwnSandboxTest.newKey();

    @Override
    protected String apiKey() {
        return key;
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        super.prepare(component);
        component.getConfiguration().getHttpHeader().put("X-Gateway", KEY);
    }
}
