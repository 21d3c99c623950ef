package io.github.cameldatamaker.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.ApiStyle;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The vendor's own npm client against a sandbox in platform style. Profile {@code vendor} runs it; it needs Node and npm.
 */
class VendorClientIT {

    private static final Path FOLDER = Path.of("target", "vendor");

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + out).isZero();
        return out;
    }

    @Test
    void theVendorsClientGetsWhatItsDocumentSays() throws Exception {
        Files.createDirectories(FOLDER);
        for (String name : List.of("package.json", "package-lock.json", "client.mjs")) {
            Files.write(FOLDER.resolve(name), Files.readAllBytes(Path.of("src", "test", "resources", "vendor", name)));
        }
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().apiStyle(ApiStyle.PLATFORM).start()) {
            String out = run("node", "client.mjs", sandbox.baseUrl(), sandbox.apiKey());

            assertThat(out.lines()).contains("get /templates 200", "post /templates 200", "get /templates/{id} 200",
                    "delete /templates/{id} 200", "get /templates/{id} 404", "get /templates 401", "post /sets 200",
                    "get /sets 200", "delete /sets/{id} 200", "done");
        }
    }
}
