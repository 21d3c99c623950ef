package io.github.cameldatamaker.sandbox.fault;

/**
 * A rule and what it has met.
 *
 * @param after   how many matching requests pass first
 * @param times   for how many of the next ones it fires; {@link Long#MAX_VALUE} for all
 * @param matched how many requests it matched
 * @param fired   how many of them met its fault
 */
public record ScriptedFault(long id, String method, String path, long after, long times, Fault fault, long matched, long fired) {
}
