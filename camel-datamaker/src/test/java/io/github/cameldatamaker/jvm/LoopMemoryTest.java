package io.github.cameldatamaker.jvm;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/** A loop keeps nothing of its past turns: 150 turns of a megabyte each, in 64 MB. */
class LoopMemoryTest {

    private static final int ROWS = 1_000;

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().disableRequestJournal()).build();

    @ParameterizedTest
    @ValueSource(strings = { "List", "String", "Bytes" })
    void readItemsAreReleased(String outputType) throws Exception {
        SERVICE.stubFor(any(anyUrl()).willReturn(okJson(
                "[" + ("{\"text\":\"" + "x".repeat(1_000) + "\"},").repeat(ROWS - 1) + "{}]")));

        ForkedJvm jvm = ForkedJvm.run(
                GenerateMain.class,
                List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                Map.of("DM_API_KEY", "key"), "http://localhost:" + SERVICE.getPort(), "" + ROWS, "looped",
                "outputType=" + outputType);

        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        assertThat(jvm.output()).contains("rows=" + GenerateMain.TURNS * (outputType.equals("List") ? ROWS : 1) + " ");
    }
}
