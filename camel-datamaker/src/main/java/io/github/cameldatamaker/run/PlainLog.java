package io.github.cameldatamaker.run;

import java.io.InputStream;
import java.util.Optional;

import io.github.cameldatamaker.client.LineReader;

/** The lines of a plain log behind a position. */
final class PlainLog {

    private final LineReader lines;
    private final boolean isFinished;
    private long toSkip;
    private LogPosition position;

    /** @param isFinished whether the run is, so that a last line without its end is a line; else the rest of it is still to come */
    PlainLog(InputStream text, int maxLineSize, LogPosition position, boolean isFinished) {
        this.lines = LineReader.ofText(text, maxLineSize);
        this.position = position;
        this.toSkip = position.lines();
        this.isFinished = isFinished;
    }

    /** Behind the last line that {@link #next()} gave. */
    LogPosition position() {
        return position;
    }

    /** The next line that was not delivered; empty at the end of the log. */
    Optional<LogLine> next() {
        while (true) {
            Optional<LineReader.Line> line = lines.next().filter(read -> read.isTerminated() || isFinished);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            if (toSkip > 0) {
                toSkip--;
                continue;
            }
            LogLine numbered = new LogLine(position.lines() + 1, line.get().text(), line.get().isCut(), "", true);
            position = position.after(numbered);
            return Optional.of(numbered);
        }
    }
}
