package io.github.cameldatamaker.client;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameldatamaker.fixture.SandboxRouteTest;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.apache.camel.Exchange;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

/** A real proxy that asks for a user and a password: plain http goes to it, https through it. */
class ProxyTest extends SandboxRouteTest {

    private static final List<String> PASSED = new CopyOnWriteArrayList<>();
    private static Server proxy;
    private static SelfSignedService https;

    @TempDir
    static Path folder;

    @BeforeAll
    static void startProxy() throws Exception {
        proxy = new Server(0);
        ConnectHandler tunnel = new ConnectHandler() {
            @Override
            protected boolean handleAuthentication(Request request, Response response, String address) {
                return isKnown(request);
            }
        };
        tunnel.setHandler(new ProxyHandler.Forward() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                if (isKnown(request)) {
                    return super.handle(request, response, callback);
                }
                response.getHeaders().put(HttpHeader.PROXY_AUTHENTICATE, "Basic realm=\"acme\"");
                Response.writeError(request, response, callback, 407);
                return true;
            }
        });
        proxy.setHandler(tunnel);
        proxy.start();
        https = SelfSignedService.start(folder);
    }

    private static boolean isKnown(Request request) {
        boolean known = Credentials.basic("wile", "acme").equals(request.getHeaders().get(HttpHeader.PROXY_AUTHORIZATION));
        if (known) {
            PASSED.add(request.getMethod());
        }
        return known;
    }

    @AfterAll
    static void stopProxy() throws Exception {
        proxy.stop();
        https.stop();
    }

    @BeforeEach
    void clear() {
        PASSED.clear();
        https.resetAll();
    }

    private String throughHttps() {
        context.getRegistry().bind("tls", https.trustingIt());
        return "&sslContextParameters=#tls&baseUrl=" + https.url();
    }

    private Exchange generate(String options) {
        return template.request("datamaker:generate?template=tmpl_customer&count=3&outputType=List&proxyHost=localhost&proxyPort="
                + ((ServerConnector) proxy.getConnectors()[0]).getLocalPort() + options, e -> {});
    }

    @Test
    void userAndPassword() {
        Exchange exchange = generate("&proxyUsername=wile&proxyPassword=acme");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(List.class)).hasSize(3);
        assertThat(PASSED).containsExactly("POST");
        assertThat(sandbox().requests()).hasSize(1);
    }

    @Test
    void theWrongPassword() {
        DataMakerApiException failure = (DataMakerApiException) generate("&proxyUsername=wile&proxyPassword=wrong")
                .getException();

        assertThat(failure.getStatusCode()).isEqualTo(407);
        assertThat(failure).hasMessageContaining("proxyUsername");
        assertThat(sandbox().requests()).isEmpty();
    }

    @Test
    void httpsGoesThroughATunnel() {
        https.stubFor(post(anyUrl()).willReturn(okJson("[{}, {}, {}]")));

        Exchange exchange = generate(throughHttps() + "&proxyUsername=wile&proxyPassword=acme");

        assertThat(exchange.getException()).isNull();
        assertThat(PASSED).containsExactly("CONNECT");
        https.verify(postRequestedFor(anyUrl()).withoutHeader("Proxy-Authorization"));
    }

    @Test
    void theTunnelNeedsThePasswordToo() {
        Exception failure = generate(throughHttps() + "&proxyUsername=wile&proxyPassword=wrong").getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class).hasMessageContaining("proxyUsername");
        assertThat(https.getAllServeEvents()).isEmpty();
    }

    @Test
    void noPassword() {
        assertThat(generate("").getException()).isInstanceOf(DataMakerApiException.class).hasMessageContaining("407");
    }

    /** A 407 is the answer of the proxy, not of the service, so the request follows again with the user. */
    @Test
    void aClientOfTheUserKnowsThePassword() {
        int port = ((ServerConnector) proxy.getConnectors()[0]).getLocalPort();
        context.getRegistry().bind("client", new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", port)))
                .proxyAuthenticator((route, response) -> response.request().newBuilder()
                        .header("Proxy-Authorization", Credentials.basic("wile", "acme")).build())
                .build());

        Exchange exchange = template.request("datamaker:listTemplates?outputType=List&httpClient=#client", e -> {});

        assertThat(exchange.getException()).isNull();
        assertThat(PASSED).containsExactly("GET");
    }

    @Test
    void aProxyThatDoesNotListenIsAConnectionError() {
        Exception failure = template.request("datamaker:generate?template=t&count=1&proxyHost=localhost&proxyPort=1", e -> {})
                .getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class);
    }
}
