package io.github.cameldatamaker.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.client.DataMakerException;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.ObjectHelper;

/**
 * Adds TLS and proxy of an endpoint to the shared OkHttp client.
 */
final class HttpClientFactory {

    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private final CamelContext context;
    private final DataMakerConfiguration configuration;

    HttpClientFactory(CamelContext context, DataMakerConfiguration configuration) {
        this.context = context;
        this.configuration = configuration;
    }

    /** Whether there is anything to add. */
    boolean isNeeded() {
        return configuration.getSslContextParameters() != null || configuration.getProxyPort() != null
                || ObjectHelper.isNotEmpty(configuration.getProxyHost())
                || ObjectHelper.isNotEmpty(configuration.getProxyUsername());
    }

    /** A client that uses the connections and threads of the given one. */
    OkHttpClient derive(OkHttpClient shared) throws GeneralSecurityException, IOException {
        OkHttpClient.Builder builder = shared.newBuilder();
        if (configuration.getSslContextParameters() != null) {
            setTls(builder, configuration.getSslContextParameters());
        }
        if (ObjectHelper.isNotEmpty(configuration.getProxyHost())) {
            setProxy(builder);
        } else if (configuration.getProxyPort() != null || ObjectHelper.isNotEmpty(configuration.getProxyUsername())) {
            throw new DataMakerException("proxyPort and proxyUsername need a proxyHost");
        }
        return builder.build();
    }

    private void setTls(OkHttpClient.Builder builder, SSLContextParameters parameters)
            throws GeneralSecurityException, IOException {
        SSLContext tls = parameters.createSSLContext(context);
        TrustManager[] managers = parameters.getTrustManagers() == null
                ? platformTrust() : parameters.getTrustManagers().createTrustManagers();
        X509TrustManager trust = Arrays.stream(managers)
                .filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast).findFirst()
                .orElseThrow(
                        () -> new DataMakerException("sslContextParameters has trustManagers, but none for X.509 certificates"));
        builder.sslSocketFactory(tls.getSocketFactory(), trust);
    }

    private static TrustManager[] platformTrust() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }

    private void setProxy(OkHttpClient.Builder builder) {
        if (configuration.getProxyPort() == null) {
            throw new DataMakerException("proxyHost=" + configuration.getProxyHost() + " needs a proxyPort");
        }
        builder.proxy(new Proxy(
                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(configuration.getProxyHost(), configuration.getProxyPort())));
        if (ObjectHelper.isNotEmpty(configuration.getProxyUsername())) {
            setProxyCredentials(builder);
        }
    }

    private void setProxyCredentials(OkHttpClient.Builder builder) {
        String credentials = Credentials.basic(
                configuration.getProxyUsername(),
                configuration.getProxyPassword() == null ? "" : configuration.getProxyPassword());
        // https goes through a tunnel. If the proxy asks again, it has refused these credentials: give up.
        builder.proxyAuthenticator((route, response) -> response.request().header(PROXY_AUTHORIZATION) != null
                ? null : response.request().newBuilder().header(PROXY_AUTHORIZATION, credentials).build());
        // Plain http goes to the proxy itself, and its body is not sent twice, so the first request must have the credentials.
        builder.addInterceptor(chain -> chain.proceed(chain.request().isHttps()
                ? chain.request() : chain.request().newBuilder().header(PROXY_AUTHORIZATION, credentials).build()));
    }
}
