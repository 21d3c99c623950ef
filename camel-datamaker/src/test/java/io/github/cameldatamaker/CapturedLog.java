package io.github.cameldatamaker;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Captures the log while it is open. The log is still printed. */
public final class CapturedLog implements AutoCloseable {

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    public CapturedLog() {
        System.setErr(new PrintStream(text, true, StandardCharsets.UTF_8));
    }

    /** How many lines have this text. */
    public long count(String words) {
        return text.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains(words)).count();
    }

    @Override
    public void close() {
        System.setErr(before);
        before.print(text.toString(StandardCharsets.UTF_8));
    }
}
