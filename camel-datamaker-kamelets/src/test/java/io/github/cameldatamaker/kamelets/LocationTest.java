package io.github.cameldatamaker.kamelets;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Kamelets from a folder, and the precedence of addresses and keys. */
@ExtendWith(DataMakerSandboxExtension.class)
class LocationTest {

    @Test
    void aFolderHasThemToo(@TempDir Path folder, DataMakerSandbox sandbox) throws Exception {
        String kamelet = Files.readString(KameletFiles.FOLDER.resolve("datamaker-generate-action.kamelet.yaml"));
        // Of a name that the class path does not have.
        Files.writeString(folder.resolve("datamaker-copy-action.kamelet.yaml"),
                kamelet.replace("datamaker-generate-action", "datamaker-copy-action"));
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.component.kamelet.location", "file:" + folder);
        main.addInitialProperty("camel.component.datamaker.base-url", sandbox.baseUrl());
        main.addInitialProperty("camel.component.datamaker.api-key", sandbox.apiKey());
        main.start();
        try {
            String rows = main.getCamelTemplate().requestBody(
                    "kamelet:datamaker-copy-action?template=tmpl_customer&count=1&outputType=String", null, String.class);
            assertThat(rows).startsWith("[").contains("\"email\"");
        } finally {
            main.stop();
        }
    }

    @Test
    void addressAndKeyOfAKameletWin(DataMakerSandbox sandbox) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.component.datamaker.base-url", "http://localhost:1");
        main.addInitialProperty("camel.component.datamaker.api-key", "wrong");
        main.start();
        try {
            main.getCamelTemplate().sendBody(
                    "kamelet:datamaker-upload-file-sink?file=a.txt&baseUrl=" + sandbox.baseUrl() + "&apiKey=" + sandbox.apiKey(),
                    "a");
            assertThat(main.getCamelContext().getComponent("datamaker", DataMakerComponent.class).getConfiguration().getApiKey())
                    .isEqualTo("wrong");
        } finally {
            main.stop();
        }
        assertThat(sandbox.requests()).hasSize(1);
    }
}
