package io.github.cameldatamaker.benchmarks.comparison;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import okhttp3.Response;
import org.apache.camel.builder.RouteBuilder;

/** Bytes into a file of the same disk. */
record FileCopies(Format format) implements Comparison {

    private static final String DISCARDED = "OkHttp, discarded";
    private static final String BY_HAND = "OkHttp to a file";
    private static final String FORCED = "OkHttp to a file, forced to the disk";
    private static final String ROUTE = "datamaker:generate to file: with forceWrites=false";
    private static final String FORCED_ROUTE = "datamaker:generate to file:";

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        Path plain = setting.folder().resolve("plain." + format);
        Path routed = setting.folder().resolve("routed." + format);
        Path forced = setting.folder().resolve("forced." + format);
        try (Context context = new Context(setting).start(route(setting))) {
            Samples samples = new Rounds(setting.rounds()).run(List.of(
                    Contender.timed(DISCARDED, () -> discard(http, setting.rows())),
                    Contender.timed(BY_HAND, () -> copy(http, setting.rows(), plain, false)),
                    Contender.timed(ROUTE, () -> context.send("direct:file", null)),
                    Contender.timed(FORCED, () -> copy(http, setting.rows(), forced, true)),
                    Contender.timed(FORCED_ROUTE, () -> context.send("direct:forced", null))));
            if (Files.mismatch(plain, routed) >= 0) {
                throw new IllegalStateException(routed + " is another file than " + plain);
            }
            return new Outcome("files-" + format, setting.rows(), "rows", List.of(
                    Figure.time("bytes of " + format + " to a file", "OkHttp to the same disk", samples.timeRatio(ROUTE, BY_HAND)).atMost(1.05),
                    Figure.time("bytes of " + format + " to a file, forced to the disk", "OkHttp, forced too", samples.timeRatio(FORCED_ROUTE, FORCED))),
                    samples.byContender());
        } finally {
            Files.deleteIfExists(plain);
            Files.deleteIfExists(routed);
            Files.deleteIfExists(forced);
            Files.deleteIfExists(setting.folder().resolve("forced-route." + format));
        }
    }

    // The file component forces what it has written to the disk unless told otherwise, and a plain copy does not.
    private RouteBuilder route(Setting setting) {
        String generate = "datamaker:generate?template=tmpl_customer&count=" + setting.rows() + "&format=" + format;
        String file = "file:" + setting.folder() + "?fileName=";
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:file").to(generate).to(file + "routed." + format + "&forceWrites=false");
                from("direct:forced").to(generate).to(file + "forced-route." + format);
            }
        };
    }

    private void discard(PlainHttp http, long rows) throws IOException {
        try (Response response = http.generate(format, rows); InputStream body = response.body().byteStream()) {
            byte[] buffer = new byte[8192];
            while (body.read(buffer) >= 0) {
                // How fast the server is: nobody who reads its rows is faster.
            }
        }
    }

    private void copy(PlainHttp http, long rows, Path file, boolean isForced) throws IOException {
        Files.deleteIfExists(file);
        try (Response response = http.generate(format, rows); InputStream body = response.body().byteStream();
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            body.transferTo(Channels.newOutputStream(out));
            if (isForced) {
                out.force(true);
            }
        }
    }
}
