package io.github.cameldatamaker.jvm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines of a JVM that may be killed while it writes one. Each ends with a bar, which shows a torn one. */
final class LineFile implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("(?m)^(.*)\\|$");

    /** How many lines a life may write: behind them it hangs, until it is killed. */
    static final String MOST_LINES = "MOST_LINES_OF_A_LIFE";

    private final OutputStream lines;
    private final long mostLines = Long.parseLong(System.getenv().getOrDefault(MOST_LINES, "" + Long.MAX_VALUE));
    private long written;

    /** Appends to the file. */
    LineFile(String file) throws IOException {
        lines = new FileOutputStream(file, true);
        // A torn line of a killed life stays a line of its own.
        lines.write('\n');
    }

    synchronized void write(String line) throws IOException {
        lines.write((line + "|\n").getBytes(StandardCharsets.UTF_8));
        if (++written >= mostLines) {
            hang();
        }
    }

    private static void hang() {
        while (true) {
            LockSupport.park();
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The complete lines of a file, which need not exist yet. */
    static List<String> read(Path file) throws IOException {
        return Files.exists(file)
                ? LINE.matcher(Files.readString(file)).results().map((MatchResult line) -> line.group(1)).toList() : List.of();
    }
}
