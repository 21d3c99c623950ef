package io.github.cameldatamaker.examples.kamelet;

import java.time.Duration;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KameletExampleTest {

    @Test
    void generatesCustomersAndUploadsOrders() throws Exception {
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).start()) {
            Main main = KameletExample.main(sandbox);
            // The test ends it.
            main.addOverrideProperty("camel.main.duration-max-idle-seconds", "0");
            main.start();

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> sandbox.rowsGenerated() == 105 && isUploaded(sandbox));
            String orders = main.getCamelTemplate().requestBody("datamaker:downloadFile?file=orders.csv", null, String.class);
            main.stop();

            assertThat(orders.lines()).hasSize(101);
        }
    }

    private static boolean isUploaded(DataMakerSandbox sandbox) {
        return sandbox.requests().stream()
                .anyMatch(request -> request.method().equals("POST") && request.path().equals("/workspace/files"));
    }
}
