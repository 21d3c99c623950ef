package io.github.cameldatamaker.sandbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EmbeddedSandboxTest {

    @Test
    void runsOnceUntilItIsClosed() {
        EmbeddedSandbox embedded = new EmbeddedSandbox();
        Map<String, String> access = embedded.get();
        assertThat(embedded.get()).isEqualTo(access).containsOnlyKeys("baseUrl", "apiKey");
        int port = URI.create(access.get("baseUrl")).getPort();

        embedded.close();
        embedded.close();

        assertThatIOException().isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void isWhatCamelFinds() throws Exception {
        Properties service = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/META-INF/services/org/apache/camel/datamaker-sandbox")) {
            service.load(file);
        }
        assertThat(Class.forName(service.getProperty("class"))).isEqualTo(EmbeddedSandbox.class);
    }
}
