package io.github.cameldatamaker.session;

import io.github.cameldatamaker.fixture.CapturedLog;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A context that says which Camel it is. An application in the build has a Camel that is too old in truth. */
class CamelVersionTest {

    private static final String URI = "datamaker:generate?template=tmpl_customer&baseUrl=http://localhost:9&apiKey=a-key";

    @ParameterizedTest
    @ValueSource(strings = { "2.25.4", "3.22.4", "4.0.0", "4.8.1", "4.14.0", "4.16.0-SNAPSHOT", "4.14.2.redhat-00001" })
    void anOldOneIsRefused(String version) throws Exception {
        try (DefaultCamelContext context = new Versioned(version)) {
            assertThatThrownBy(() -> context.getEndpoint(URI)).hasStackTraceContaining(
                    "camel-datamaker needs Camel 4.18 or newer, and this application has " + version + ". Raise the version of");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "4.17.0", "5.0.0", "5.0.0-M1", "10.1" })
    void oneThatNobodyTestedIsWarned(String version) throws Exception {
        try (DefaultCamelContext context = new Versioned(version); CapturedLog log = new CapturedLog()) {
            assertThat(context.getEndpoint(URI)).isNotNull();
            assertThat(log.count("this application has " + version)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "main", "4.18.0", "4.18.2.redhat-00003", "4.19.0-SNAPSHOT", "4.22.0", "4.100.0" })
    void othersRunInSilence(String version) throws Exception {
        try (DefaultCamelContext context = new Versioned(version); CapturedLog log = new CapturedLog()) {
            assertThat(context.getEndpoint(URI)).isNotNull();
            assertThat(log.count("this application has")).isZero();
        }
    }

    private static final class Versioned extends DefaultCamelContext {

        private final String version;

        Versioned(String version) {
            // Not yet built: it asks for its version meanwhile.
            super(false);
            this.version = version;
            build();
        }

        @Override
        public String getVersion() {
            return version;
        }
    }
}
