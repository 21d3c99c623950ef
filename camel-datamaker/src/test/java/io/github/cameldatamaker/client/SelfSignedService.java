package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import okhttp3.tls.HeldCertificate;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** An https server with a self-signed certificate, and the store that trusts it. */
final class SelfSignedService extends WireMockServer {

    private static final String PASSWORD = "changeit";

    private final Path trustStore;

    private SelfSignedService(Path keyStore, Path trustStore) {
        super(WireMockConfiguration.options().dynamicHttpsPort().httpDisabled(true).keystorePath(keyStore.toString())
                .keystoreType("PKCS12").keystorePassword(PASSWORD).keyManagerPassword(PASSWORD));
        this.trustStore = trustStore;
    }

    static SelfSignedService start(Path folder) throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder().commonName("localhost").addSubjectAlternativeName("localhost")
                .build();
        KeyStore keys = emptyStore();
        keys.setKeyEntry("server", certificate.keyPair().getPrivate(), PASSWORD.toCharArray(),
                new Certificate[] { certificate.certificate() });
        KeyStore trust = emptyStore();
        trust.setCertificateEntry("server", certificate.certificate());
        SelfSignedService service = new SelfSignedService(save(keys, folder.resolve("keys.p12")),
                save(trust, folder.resolve("trust.p12")));
        service.start();
        return service;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Path save(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    String url() {
        return "https://localhost:" + httpsPort();
    }

    SSLContextParameters trustingIt() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + trustStore);
        store.setType("PKCS12");
        store.setPassword(PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }
}
