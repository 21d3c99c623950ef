package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of an example in a process of its own, with an environment of its own; standard output and errors together. */
record ForkedRun(int exitCode, String output) {

    static ForkedRun of(Class<?> main, String apiKey, Path folder, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A short run: compiling well would take longer than it saves.
                "-XX:TieredStopAtLevel=1", "-Dot.epg.working-dir=" + System.getProperty("ot.epg.working-dir"),
                "-cp", System.getProperty("java.class.path"), main.getName(), "--folder=" + folder));
        command.addAll(List.of(args));
        Path output = Files.createTempFile("run", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("DM_API_KEY", apiKey);
            Process process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor();
                throw new AssertionError("still running: " + Files.readString(output));
            }
            return new ForkedRun(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
