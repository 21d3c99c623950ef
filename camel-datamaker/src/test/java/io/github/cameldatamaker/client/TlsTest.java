package io.github.cameldatamaker.client;

import java.nio.file.Path;
import java.util.List;

import javax.net.ssl.SSLException;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.RouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/** A real server with a self-signed certificate. */
class TlsTest extends RouteTest {

    @TempDir
    static Path folder;
    private static SelfSignedService service;

    @BeforeAll
    static void startService() throws Exception {
        service = SelfSignedService.start(folder);
    }

    @AfterAll
    static void stopService() {
        service.stop();
    }

    @BeforeEach
    void answerRows() {
        service.resetAll();
        service.stubFor(post(anyUrl()).willReturn(okJson("[{\"a\":1}]")));
    }

    @Override
    protected String baseUrl() {
        return service.url();
    }

    @Override
    protected String apiKey() {
        return "key";
    }

    private Exchange generate(String options) {
        return template.request("datamaker:generate?template=t&count=1&outputType=List" + options, e -> {});
    }

    @Test
    void aServerWithAPrivateAuthorityIsNotTrusted() {
        Exception failure = generate("").getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class).hasCauseInstanceOf(SSLException.class)
                .hasMessageContaining("sslContextParameters");
        assertThat(service.getAllServeEvents()).isEmpty();
        assertThat(ComponentInsides.metrics(context).traffic().retries())
                .as("another attempt changes no certificate").isZero();
    }

    @Test
    void sslContextParametersDecideTrust() {
        context.getRegistry().bind("tls", service.trustingIt());

        Exchange exchange = generate("&sslContextParameters=#tls");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(List.class)).hasSize(1);
    }

    @Test
    void useGlobalSslContextParameters() {
        context.setSSLContextParameters(service.trustingIt());
        context.getComponent("datamaker", DataMakerComponent.class).setUseGlobalSslContextParameters(true);

        assertThat(generate("").getException()).isNull();
    }

    @Test
    void globalParametersAreNotUsedByDefault() {
        context.setSSLContextParameters(service.trustingIt());

        assertThat(generate("").getException()).isInstanceOf(DataMakerConnectionException.class);
    }
}
