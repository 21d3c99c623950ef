package io.github.cameldatamaker.benchmarks.comparison;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import io.github.cameldatamaker.benchmarks.harness.Spread;
import io.github.cameldatamaker.benchmarks.harness.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The smallest heap in which a way of reading gets to its end, in a JVM of its own with its default collector. */
record SmallestHeap() implements Comparison {

    private static final List<Integer> MEGABYTES = List.of(12, 16, 20, 24, 28, 32, 48, 64, 128, 256);
    /** Who collects garbage for so long has not enough of it. */
    private static final int MINUTES = 3;

    @Override
    public Outcome run(Setting setting) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (HeapPath path : HeapPath.values()) {
            figures.add(new Figure("smallest heap, " + path.description(), "whatever the count", Unit.MEGABYTES,
                    Spread.of(smallest(path, setting)), 32.0));
        }
        return new Outcome("heap", setting.rows(), "rows", figures, Map.of());
    }

    private static int smallest(HeapPath path, Setting setting) throws IOException, InterruptedException {
        for (int megabytes : MEGABYTES) {
            if (works(path, megabytes, setting)) {
                return megabytes;
            }
        }
        throw new IllegalStateException(path.description() + " does not work in " + MEGABYTES.get(MEGABYTES.size() - 1) + " MB");
    }

    private static boolean works(HeapPath path, int megabytes, Setting setting) throws IOException, InterruptedException {
        List<String> options = List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");
        Process process = ForkedJvm.of(HeapPath.Reader.class, options,
                path.name(), String.valueOf(setting.rows()), setting.baseUrl(), setting.folder().toString())
                // That it does not fit is told by many stack traces.
                .redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return process.waitFor() == 0;
    }
}
