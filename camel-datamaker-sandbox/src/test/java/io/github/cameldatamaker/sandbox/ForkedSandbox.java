package io.github.cameldatamaker.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The main class in a JVM of its own, started as from the command line. */
public final class ForkedSandbox implements AutoCloseable {

    private static final Pattern BASE_URL = Pattern.compile("http://localhost:\\d+");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private String baseUrl;

    private ForkedSandbox(Process process) {
        this.process = process;
    }

    /** Starts it on a free port, and waits until it prints its address. */
    public static ForkedSandbox start(List<String> jvmOptions, String... arguments) {
        try {
            List<String> all = new ArrayList<>(List.of("--port", "0"));
            all.addAll(List.of(arguments));
            ForkedSandbox sandbox = new ForkedSandbox(
                    builder(jvmOptions, all).redirectError(ProcessBuilder.Redirect.INHERIT).start());
            sandbox.readStart();
            return sandbox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a JVM has printed that ended by itself. */
    public record Outcome(int exitCode, String out, String err) {
    }

    /** Runs it with arguments that end it at once. */
    public static Outcome run(String... arguments) throws IOException, InterruptedException {
        Process process = builder(List.of(), List.of(arguments)).start();
        try {
            String out = read(process.getInputStream());
            String err = read(process.getErrorStream());
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running");
            }
            return new Outcome(process.exitValue(), out, err);
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder builder(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void readStart() throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        while (line != null && !line.startsWith("Try:")) {
            lines.add(line);
            Matcher url = BASE_URL.matcher(line);
            if (baseUrl == null && url.find()) {
                baseUrl = url.group();
            }
            line = reader.readLine();
        }
        if (line == null) {
            throw new AssertionError("the sandbox ended after saying " + lines);
        }
        lines.add(line);
    }

    public String baseUrl() {
        return baseUrl;
    }

    /** What it printed when it started. */
    public List<String> lines() {
        return lines;
    }

    /** Whether the JVM still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it, and waits until it has gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
