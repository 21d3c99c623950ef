package io.github.cameldatamaker.run.log;

/**
 * A line of a run's log.
 *
 * @param number    its number in the plain log, from 1
 * @param text      the line, without its end
 * @param isCut     whether it was longer than the bound
 * @param eventId   the current id at the event that brought it; empty without one, or in the plain log
 * @param endsEvent whether it is the last line of its event; an event may hold several
 */
public record LogLine(long number, String text, boolean isCut, String eventId, boolean endsEvent) {
}
