package io.github.cameldatamaker.run.log;

import java.util.Optional;

import io.github.cameldatamaker.client.LineReader;
import org.jspecify.annotations.Nullable;

/** The lines of a plain log after a position. */
final class PlainLog {

    private final LineReader lines;
    private final boolean isFinished;
    private final boolean isChecked;
    /** How far the lines before the position were read; null after them. */
    private @Nullable LogPosition skipped;
    private LogPosition position;

    /**
     * @param lines      the text from its start
     * @param isFinished whether the run has finished, so that a last line without its end is complete
     * @param isChecked  whether the lines before the position must be the delivered ones; otherwise they are only counted
     */
    PlainLog(LineReader lines, LogPosition position, boolean isFinished, boolean isChecked) {
        this.lines = lines;
        this.position = position;
        this.isFinished = isFinished;
        this.isChecked = isChecked;
        this.skipped = position.lines() == 0 ? null : LogPosition.START;
    }

    /** The position after the last line of {@link #next()}. */
    LogPosition position() {
        return position;
    }

    /**
     * The next line that was not delivered; empty at the end of the log.
     *
     * @throws ForeignLogException if the lines before it are not the delivered ones
     */
    Optional<LogLine> next() {
        while (true) {
            Optional<LineReader.Line> line = lines.next().filter(read -> read.isTerminated() || isFinished);
            if (line.isEmpty()) {
                // The text of a running run may be late.
                requireSame(isBehind() || !isFinished);
                return Optional.empty();
            }
            if (isBehind()) {
                LogLine numbered = numbered(position, line.get());
                position = position.after(numbered);
                return Optional.of(numbered);
            }
            skip(line.get());
        }
    }

    private boolean isBehind() {
        return skipped == null;
    }

    private void skip(LineReader.Line line) {
        skipped = skipped.after(numbered(skipped, line));
        if (skipped.lines() == position.lines()) {
            requireSame(skipped.digest() == position.digest());
            position = position.withDigest(skipped.digest());
            skipped = null;
        }
    }

    private static LogLine numbered(LogPosition before, LineReader.Line line) {
        return new LogLine(before.lines() + 1, line.text(), line.isCut(), "", true);
    }

    private void requireSame(boolean isSame) {
        if (isChecked && !isSame) {
            throw new ForeignLogException("text");
        }
    }
}
