package io.github.cameldatamaker.operation;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.generate.GenerateChunk;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The bodies in which a chunk is found, whatever the options of a worker. */
class ChunkBodyTest extends DrivenSandboxTest {

    private static final String WORKER = "datamaker:generate?template=tmpl_order&count=2&outputType=List";
    private static final GenerateChunk CHUNK = new ChunkPlan("tmpl_customer", 1, 100, 10, "s", Map.of()).chunk(3);

    private List<?> rows(Object body) {
        return template.requestBody(WORKER, body, List.class);
    }

    private List<?> expected() {
        return rows(CHUNK);
    }

    @Test
    void bytesAndStreams() {
        List<?> expected = expected();
        byte[] json = (" \n" + CHUNK.toJson()).getBytes(UTF_8);

        assertThat(expected).hasSize(10);
        assertThat(rows(json)).isEqualTo(expected);
        assertThat(rows(new ByteArrayInputStream(json))).isEqualTo(expected);
        assertThat(rows(new InputStreamCache(json))).isEqualTo(expected);
        assertThat(rows(new BufferedInputStream(new ByteArrayInputStream(json), 16))).isEqualTo(expected);
    }

    @Test
    void aFile(@TempDir Path folder) throws Exception {
        BlockingQueue<Object> done = new LinkedBlockingQueue<>();
        Files.writeString(folder.resolve("chunk.json"), CHUNK.toJson());
        route(r -> r.from("file:" + folder + "?initialDelay=0&delay=50").to(WORKER)
                .process(e -> done.add(e.getMessage().getBody())));

        Awaitility.await().until(() -> !done.isEmpty());

        assertThat(done.element()).isEqualTo(expected());
    }

    /** A route that was begun by a file may have moved it before it generates. */
    @Test
    void aFileThatIsGone(@TempDir Path folder) {
        GenericFile<File> gone = new GenericFile<>();
        gone.setFile(folder.resolve("gone.json").toFile());
        GenericFile<File> directory = new GenericFile<>();
        directory.setFile(folder.toFile());

        assertThat(rows(gone)).hasSize(2);
        assertThat(rows(directory)).hasSize(2);
    }

    /** The file disappears between the check and the opening. */
    @Test
    void aFileThatGoesAwayWhileItIsOpened(@TempDir Path folder) throws Exception {
        Path chunk = folder.resolve("chunk.json");
        Files.writeString(chunk, CHUNK.toJson());
        GenericFile<File> file = new GenericFile<>();
        file.setFile(new File(chunk.toString()) {
            @Override
            public boolean isFile() {
                return super.isFile() && delete();
            }
        });

        assertThat(rows(file)).hasSize(2);
        assertThat(chunk).doesNotExist();
    }

    /** The route sends a request that fails before its answer again, with the chunk. */
    @Test
    void aRedeliveryCanReadTheStreamAgain() throws Exception {
        sandbox.faults().on("POST", "/templates/{id}/generate").times(1).status(503);
        route(r -> {
            r.errorHandler(r.defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(1));
            r.from("direct:redelivered").to(WORKER + "&maxRetries=0");
        });

        Object rows = template.requestBody("direct:redelivered", new ByteArrayInputStream(CHUNK.toJson().getBytes(UTF_8)));

        assertThat(rows).isEqualTo(expected());
    }

    /** Others have put it there, and may want to read it. */
    @Test
    void aStreamThatIsNoChunkIsLeftAsItWas() throws Exception {
        for (String text : List.of("an order", "", "   ", "{\"order\":1}", " ".repeat(1000) + "{")) {
            for (InputStream in : List.of(new ByteArrayInputStream(text.getBytes(UTF_8)),
                    new InputStreamCache(text.getBytes(UTF_8)))) {
                assertThat(rows(in)).as(text).hasSize(2);
                assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo(text);
            }
        }
    }

    /** A stream may never end. */
    @Test
    void aStreamThatCannotBeReadTwiceIsNotRead() {
        InputStream once = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("it was read");
            }
        };

        assertThat(rows(once)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = { 60, 100, 151 })
    void aChunkThatIsCutOff(int length) {
        String cut = CHUNK.toJson().substring(0, length);

        for (Object body : List.of(cut, cut.getBytes(UTF_8), new ByteArrayInputStream(cut.getBytes(UTF_8)))) {
            assertThatThrownBy(() -> rows(body)).isInstanceOf(CamelExecutionException.class).cause()
                    .isInstanceOf(DataMakerException.class).hasMessageContaining("no chunk of a plan");
        }
        assertThat(sandbox.requests()).isEmpty();
    }

    /** A message that says what to generate, from which a route has set headers. */
    @Test
    void aMessageThatSaysWhatToGenerateIsNoChunk() {
        Map<String, Object> job = Map.of("template", "tmpl_product", "seed", "x", "count", 3);

        Exchange out = template.request(WORKER, e -> {
            e.getMessage().setBody(job);
            e.getMessage().setHeader(DataMakerConstants.COUNT, 3);
        });

        assertThat(out.getMessage().getBody(List.class)).hasSize(3);
    }
}
