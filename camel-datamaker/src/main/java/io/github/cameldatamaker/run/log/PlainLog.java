package io.github.cameldatamaker.run.log;

import java.util.Optional;

import io.github.cameldatamaker.client.LineReader;

/** The lines of a plain log after a position. */
final class PlainLog {

    private final LineReader lines;
    private final boolean isFinished;
    private final boolean isChecked;
    private LogPosition position;
    /** The lines before the position: how many were read, and their digest. */
    private long skipped;
    private long digest;
    private boolean isBehind;

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
        this.isBehind = position.lines() == 0;
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
                requireSame(isBehind || !isFinished);
                return Optional.empty();
            }
            if (isBehind) {
                LogLine numbered = numbered(line.get());
                position = position.after(numbered);
                return Optional.of(numbered);
            }
            skip(line.get().text());
        }
    }

    private void skip(String line) {
        skipped++;
        digest = LogPosition.digest(digest, line);
        if (skipped == position.lines()) {
            requireSame(digest == position.digest());
            position = position.withDigest(digest);
            isBehind = true;
        }
    }

    private LogLine numbered(LineReader.Line line) {
        return new LogLine(position.lines() + 1, line.text(), line.isCut(), "", true, LogRecord.of(line.text()));
    }

    private void requireSame(boolean isSame) {
        if (isChecked && !isSame) {
            throw new ForeignLogException("text");
        }
    }
}
