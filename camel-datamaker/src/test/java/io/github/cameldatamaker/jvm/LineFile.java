package io.github.cameldatamaker.jvm;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The lines of a JVM that may be killed while it writes one. Each ends with a bar, which shows a torn one. */
final class LineFile implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("(?m)^(.*)\\|$");

    private final OutputStream lines;

    /** Appends to the file. */
    LineFile(String file) throws IOException {
        lines = new FileOutputStream(file, true);
        // A torn line of a killed life stays a line of its own.
        lines.write('\n');
    }

    synchronized void write(String line) throws IOException {
        lines.write((line + "|\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The complete lines of a file, which need not exist yet. */
    static List<String> read(Path file) throws IOException {
        return Files.exists(file) ? LINE.matcher(Files.readString(file)).results().map((MatchResult line) -> line.group(1)).toList() : List.of();
    }
}
