package io.github.cameldatamaker.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** A main class of the tests in a JVM of its own: with its own heap, environment and log level. */
public record ForkedJvm(int exitCode, String output) {

    /** Runs it to its end, and returns all that it printed. */
    public static ForkedJvm run(Class<?> main, List<String> jvmOptions, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("forked", ".log");
        try {
            Process process = builder(main, jvmOptions, environment, arguments)
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor(30, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new ForkedJvm(process.waitFor(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts it, and kills it a moment after it has reached a point. Fails if it ends before. Its output goes to a file. */
    public static void killAt(
            Callable<Boolean> point, Class<?> main, Map<String, String> environment, Path output, String... arguments)
            throws IOException, InterruptedException {
        Process life = builder(main, List.of("-Xmx64m"), environment, arguments)
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            Awaitility.await().pollInterval(Duration.ofMillis(2)).atMost(Duration.ofMinutes(10))
                    .until(() -> point.call() || !life.isAlive());
            // A random delay, so that the kill does not always hit the same place.
            Awaitility.await().pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ofMillis(new Random().nextInt(25)))
                    .until(() -> true);
            assertThat(life.isAlive()).as(Files.readString(output)).isTrue();
        } finally {
            life.destroyForcibly().waitFor();
        }
    }

    /** Starts it; the caller kills it or waits for it. Its output goes to a file. */
    public static Process start(Class<?> main, Map<String, String> environment, Path output, String... arguments)
            throws IOException {
        return builder(main, List.of("-Xmx64m"), environment, arguments).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
    }

    private static ProcessBuilder builder(
            Class<?> main, List<String> jvmOptions, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DM_API_KEY", "DATAMAKER_API_KEY"));
        builder.environment().putAll(environment);
        return builder;
    }
}
