package io.github.cameldatamaker.jvm;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.fixture.CountingService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Sets and files of any size go out in 64 MB. */
class SendMemoryTest {

    @ParameterizedTest
    @CsvSource({ "rows, 200000, 100000000", "bytes, 209715200, 209715200" })
    void sentRowsAreReleased(String what, String count, long atLeast) throws Exception {
        try (CountingService service = new CountingService()) {
            ForkedJvm jvm = ForkedJvm.run(
                    SendMain.class,
                    List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                    Map.of("DM_API_KEY", "key"), service.baseUrl(), what, count);

            assertThat(jvm.exitCode()).as(jvm.output()).isZero();
            assertThat(jvm.output()).contains("sent " + count + " " + what);
            assertThat(service.whole()).singleElement()
                    .satisfies(bytes -> assertThat(bytes).isBetween(atLeast, atLeast + atLeast / 10));
        }
    }
}
