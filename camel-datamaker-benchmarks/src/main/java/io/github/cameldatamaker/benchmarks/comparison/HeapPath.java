package io.github.cameldatamaker.benchmarks.comparison;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** A way of reading data that must need the same memory whatever its length is. */
enum HeapPath {
    jsonFile(Format.json, "to a file", ""),
    jsonIterated(Format.json, "as Map, iterated", ""),
    jsonMaps(Format.json, "as Map, split", ""),
    jsonBatches(Format.json, "as Map, batchSize=1000", "&batchSize=1000"),
    jsonTexts(Format.json, "as String, batchSize=1000", "&batchSize=1000&rowType=String"),
    jsonRecords(Format.json, "as a record, split", "&rowType=" + CustomerRecord.class.getName()),
    csvFile(Format.csv, "to a file", ""),
    csvMaps(Format.csv, "as Map, split", ""),
    csvBatches(Format.csv, "as Map, batchSize=1000", "&batchSize=1000"),
    csvTexts(Format.csv, "as String, split", "&rowType=String"),
    logs(null, "a followed log", "");

    /** Whoever has started this JVM does not wait for longer. */
    private static final int MINUTES = 30;

    /** None where what is read is no generation. */
    private final @Nullable Format format;
    private final String way;
    private final String options;

    HeapPath(@Nullable Format format, String way, String options) {
        this.format = format;
        this.way = way;
        this.options = options;
    }

    String description() {
        return format == null ? way : format + " " + way;
    }

    /** What is written, by those that write. */
    static Path file(Setting setting) {
        return setting.folder().resolve("heap");
    }

    private boolean isFile() {
        return this == jsonFile || this == csvFile;
    }

    private void read(Setting setting) throws Exception {
        if (this == logs) {
            follow(setting);
            return;
        }
        RowCount sink = new RowCount();
        try (Context context = new Context(setting).start(route(setting, sink))) {
            context.send("direct:read", null);
        }
        if (isFile()) {
            PlainHttp http = new PlainHttp(setting);
            FileCopies.requireLength(http.discard(http.rows(format, setting.rows())), file(setting));
        } else {
            sink.expect(setting.rows());
        }
    }

    private static void follow(Setting setting) throws Exception {
        RowCount sink = new RowCount();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (Context context = new Context(setting).start(FollowedLog.route(setting, sink, ended))) {
            context.camel().getRouteController().startRoute("log");
            ended.get(MINUTES, TimeUnit.MINUTES);
        }
        sink.expect(setting.rows());
    }

    private RouteBuilder route(Setting setting, RowCount sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                RouteDefinition route = from("direct:read")
                        .to("datamaker:generate?template=tmpl_customer&count=" + setting.rows() + "&format=" + format + options);
                if (isFile()) {
                    route.to("file:" + setting.folder() + "?fileName=" + file(setting).getFileName());
                } else if (HeapPath.this == jsonIterated) {
                    route.process(exchange -> exchange.getMessage().getBody(GeneratedData.class).forEach(sink::add));
                } else {
                    route.split(body()).streaming().process(sink);
                }
            }
        };
    }

    /** Reads one, in a JVM of its own. */
    static final class Reader {

        private Reader() {
        }

        /** Arguments: path, rows, base URL, folder. The exit code is 0 when all was read. */
        public static void main(String[] args) {
            ForkedJvm.runAndExit(
                    () -> HeapPath.valueOf(args[0]).read(new Setting(Long.parseLong(args[1]), 1, args[2], Path.of(args[3]))));
        }
    }
}
