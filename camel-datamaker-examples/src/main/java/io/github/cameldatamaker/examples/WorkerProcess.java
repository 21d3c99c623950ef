package io.github.cameldatamaker.examples;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@link Worker}, seen from the process that has started it. */
final class WorkerProcess {

    private final String name;
    private final Process process;
    private final Path log;
    private final long startedAt = System.nanoTime();
    private long endedAt;
    private boolean killed;

    private WorkerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts it, with a log in {@code folder}. */
    static WorkerProcess start(String name, Broker broker, Map<String, String> properties, String apiKey, Path folder)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It does not run for long: compiling well would take longer than it saves.
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), "-Dworker=" + name));
        properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.addAll(List.of(Worker.class.getName(), broker.name()));
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("DM_API_KEY", apiKey);
        return new WorkerProcess(name, builder.start(), log);
    }

    // Maven runs an example in its own process, whose class path is Maven's.
    private static String classPath() throws URISyntaxException {
        if (!(WorkerProcess.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        List<String> paths = new ArrayList<>();
        for (URL url : loader.getURLs()) {
            paths.add(Path.of(url.toURI()).toString());
        }
        return String.join(File.pathSeparator, paths);
    }

    String name() {
        return name;
    }

    boolean killed() {
        return killed;
    }

    /** From its start to its end, or until now. */
    Duration ran() {
        return Duration.ofNanos((endedAt == 0 ? System.nanoTime() : endedAt) - startedAt);
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        killed = true;
        endedAt = System.nanoTime();
    }

    /** Lets it end what it is at. */
    void stop() throws IOException, InterruptedException {
        if (endedAt == 0) {
            endedAt = System.nanoTime();
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** @throws IllegalStateException when it has ended without having been told to */
    void check() throws IOException {
        if (endedAt == 0 && !process.isAlive()) {
            List<String> lines = Files.readAllLines(log);
            throw new IllegalStateException(name + " has ended with code " + process.exitValue() + ": "
                    + (lines.isEmpty() ? "" : lines.get(lines.size() - 1)) + " (see " + log + ")");
        }
    }
}
