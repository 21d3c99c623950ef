package io.github.cameldatamaker.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The limit between two bytes holds on a connection with TLS too. */
class SilentTlsTest extends LoopbackServiceTest<SilentTlsTest.Service> {

    SilentTlsTest() {
        super(new Service());
    }

    /** Sends the head of an answer and some bytes, and then nothing. */
    static final class Service extends LoopbackService {

        private final HeldCertificate certificate = new HeldCertificate.Builder().commonName("localhost")
                .addSubjectAlternativeName("localhost").build();

        /** What OkHttp watches each read with, in nanoseconds. */
        private final List<Long> limits = new CopyOnWriteArrayList<>();

        Service() {
            super(0);
            start();
        }

        OkHttpClient trustingIt() {
            HandshakeCertificates trust = new HandshakeCertificates.Builder().addTrustedCertificate(certificate.certificate())
                    .build();
            return new OkHttpClient.Builder().sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                    .addNetworkInterceptor(chain -> {
                        Response response = chain.proceed(chain.request());
                        limits.add(response.body().source().timeout().timeoutNanos());
                        return response;
                    }).build();
        }

        @Override
        void serve(Socket connection, int number) throws IOException {
            HandshakeCertificates own = new HandshakeCertificates.Builder().heldCertificate(certificate).build();
            try (Socket tls = own.sslContext().getSocketFactory().createSocket(connection, null, true)) {
                tls.getInputStream().read(new byte[1 << 14]);
                tls.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 100\r\n\r\na,b\n1,2\n"
                                .getBytes(StandardCharsets.US_ASCII));
                while (tls.getInputStream().read() >= 0) {
                    // Until the client closes the connection.
                }
            }
        }
    }

    @Override
    protected String baseUrl() {
        return service.baseUrl().replace("http:", "https:");
    }

    @Test
    @Timeout(60)
    void idleTimeout() {
        context.getRegistry().bind("trusting", service.trustingIt());

        Exception failure = template.request(
                "datamaker:generate?template=t&count=9&format=csv&outputType=Bytes&httpClient=#trusting&idleTimeout=200",
                exchange -> {}).getException();

        assertThat(failure).isInstanceOfSatisfying(DataMakerTimeoutException.class,
                error -> assertThat(error.getLimitName()).isEqualTo("idleTimeout"));
        // The limit of the socket alone would count twice if half a record has come.
        assertThat(service.limits).containsExactly(Duration.ofMillis(200).toNanos());
    }
}
