package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import io.github.cameldatamaker.benchmarks.harness.Spread;
import io.github.cameldatamaker.benchmarks.harness.Unit;

/** The smallest heap in which a way of reading gets to its end, in a JVM of its own with its default collector. */
record SmallestHeap() implements Comparison {

    private static final List<Integer> MEGABYTES = List.of(12, 16, 20, 24, 28, 32, 48, 64, 128, 256);
    /** Who collects garbage for so long has not enough of it. */
    private static final int MINUTES = 3;
    /** What does not grow with ten times the rows does not grow with them. */
    private static final int MORE = 10;

    @Override
    public Outcome run(Setting setting) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (HeapPath path : HeapPath.values()) {
            figures.add(
                    new Figure("smallest heap, " + path.description(), "also with " + MORE + " times the rows", Unit.MEGABYTES,
                            Spread.of(smallest(path, setting)), 32.0));
        }
        return new Outcome("heap", setting.rows(), "rows", figures, Map.of());
    }

    private static int smallest(HeapPath path, Setting setting) throws IOException, InterruptedException {
        for (int megabytes : MEGABYTES) {
            if (works(path, megabytes, setting, 1) && works(path, megabytes, setting, MORE)) {
                return megabytes;
            }
        }
        throw new IllegalStateException(path.description() + " does not work in " + MEGABYTES.get(MEGABYTES.size() - 1) + " MB");
    }

    private static boolean works(HeapPath path, int megabytes, Setting setting, int times)
            throws IOException, InterruptedException {
        List<String> options = List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8");
        Process process = ForkedJvm.of(HeapPath.Reader.class, options,
                path.name(), String.valueOf(times * setting.rows()), setting.baseUrl(), setting.folder().toString())
                // That it does not fit is told by many stack traces.
                .redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        int code = process.waitFor();
        // Also that of one that has ended without memory.
        Files.deleteIfExists(HeapPath.file(setting));
        return code == 0;
    }
}
