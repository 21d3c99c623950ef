package io.github.cameldatamaker.benchmarks.comparison;

import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;

/** A way of reading data that must need the same memory whatever its length is. */
enum HeapPath {
    file("json to a file", ""),
    maps("json as Map, split", ""),
    batches("json as Map, batchSize=1000", "&batchSize=1000"),
    texts("json as String, batchSize=1000", "&batchSize=1000&rowType=String"),
    csv("csv as Map, split", "&format=csv"),
    csvTexts("csv as String, split", "&format=csv&rowType=String"),
    logs("a followed log", "");

    /** Behind it, whoever has started this JVM has given it up. */
    private static final int MINUTES = 30;

    private final String description;
    private final String options;

    HeapPath(String description, String options) {
        this.description = description;
        this.options = options;
    }

    String description() {
        return description;
    }

    private void read(Setting setting) throws Exception {
        RowCount sink = new RowCount();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (Context context = new Context(setting).start(this == logs ? FollowedLog.route(setting, sink, ended) : route(setting, sink))) {
            if (this == logs) {
                context.camel().getRouteController().startRoute("log");
                ended.get(MINUTES, TimeUnit.MINUTES);
            } else {
                context.send("direct:read", null);
            }
            if (this != file) {
                sink.expect(setting.rows());
            }
        }
    }

    private RouteBuilder route(Setting setting, RowCount sink) {
        String generate = "datamaker:generate?template=tmpl_customer&count=" + setting.rows() + options;
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (HeapPath.this == file) {
                    from("direct:read").to(generate).to("file:" + setting.folder() + "?fileName=heap.json");
                } else {
                    from("direct:read").to(generate).split(body()).streaming().process(sink);
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
            ForkedJvm.runAndExit(() -> HeapPath.valueOf(args[0]).read(new Setting(Long.parseLong(args[1]), 1, args[2], Path.of(args[3]))));
        }
    }
}
