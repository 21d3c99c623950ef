package io.github.cameldatamaker.run.log;

import java.util.Optional;

/**
 * A line of a run's log.
 *
 * @param number    its number in the plain log, from 1
 * @param text      the line, without its end
 * @param isCut     whether it was longer than the bound
 * @param eventId   the current id at the event that brought it; empty without one, or in the plain log
 * @param endsEvent whether it is the last line of its event; an event may hold several
 * @param record    the record in it, unless it is any other text or a line that was delivered before
 */
public record LogLine(long number, String text, boolean isCut, String eventId, boolean endsEvent, Optional<LogRecord> record) {
}
