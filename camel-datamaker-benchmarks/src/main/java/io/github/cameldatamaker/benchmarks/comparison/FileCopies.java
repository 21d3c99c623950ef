package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import okhttp3.Response;
import org.apache.camel.builder.RouteBuilder;

/** Bytes into a file of the same disk, which is not there before. */
record FileCopies(Format format) implements Comparison {

    private static final String BY_HAND = "OkHttp to a file";
    private static final String ROUTE = "datamaker:generate to file:";

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        long rows = setting.rows();
        List<Path> files = List.of(setting.folder().resolve("plain." + format), setting.folder().resolve("routed." + format));
        try (Context context = new Context(setting).start(route(setting, files.get(1)))) {
            long length = http.discard(http.rows(format, rows));
            Samples samples = new Rounds(setting.rounds()).run(List.of(
                    http.discarding(http.rows(format, rows)),
                    Contender.timed(BY_HAND, () -> copy(http, rows, files.get(0)))
                            .before(() -> delete(files)).then(() -> requireLength(length, files.get(0))),
                    Contender.timed(ROUTE, () -> context.send("direct:file", null))
                            .before(() -> delete(files)).then(() -> requireLength(length, files.get(1)))));
            copy(http, rows, files.get(0));
            if (Files.mismatch(files.get(0), files.get(1)) >= 0) {
                throw new IllegalStateException(files.get(1) + " is another file than " + files.get(0));
            }
            return new Outcome("files-" + format, rows, "rows", List.of(
                    Figure.time("bytes of " + format + " to a file", "OkHttp to the same disk", samples.timeRatio(ROUTE, BY_HAND))
                            .atMost(1.05)),
                    samples.byContender());
        } finally {
            delete(files);
        }
    }

    private RouteBuilder route(Setting setting, Path file) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:file").to("datamaker:generate?template=tmpl_customer&count=" + setting.rows() + "&format=" + format)
                        .to("file:" + file.getParent() + "?fileName=" + file.getFileName());
            }
        };
    }

    private void copy(PlainHttp http, long rows, Path file) throws IOException {
        try (Response response = http.generate(format, rows);
                InputStream body = response.body().byteStream();
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            body.transferTo(out);
        }
    }

    /** Both: neither is truncated, nor written to the disk, while the other is timed. */
    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    static void requireLength(long length, Path file) throws IOException {
        if (Files.size(file) != length) {
            throw new IllegalStateException(file + " has " + Files.size(file) + " bytes of " + length);
        }
    }
}
