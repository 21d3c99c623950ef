package io.github.cameldatamaker.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of this module in a JVM of its own. */
public final class ForkedJvm {

    private ForkedJvm() {
    }

    /**
     * All of a main method: ends this JVM behind it, even if that has failed, whatever threads of clients and brokers are left.
     */
    public static void runAndExit(Contender.Work work) {
        try {
            work.run();
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** To be started; its errors go where those of this process go. */
    public static ProcessBuilder of(Class<?> main, List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Runs it to its end, and gives what it printed. */
    public static String output(Class<?> main, List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        Process process = of(main, jvmOptions, arguments).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main.getSimpleName() + " has ended with code " + process.exitValue() + ": " + output);
        }
        return output.strip();
    }
}
