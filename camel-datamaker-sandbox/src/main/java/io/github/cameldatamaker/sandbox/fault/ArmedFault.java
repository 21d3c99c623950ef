package io.github.cameldatamaker.sandbox.fault;

/** A fault in force: which requests it waits for, and how many of them it has met. */
final class ArmedFault {

    private final long id;
    private final String method;
    private final PathPattern path;
    private final long skip;
    private final long times;
    private final Fault fault;
    private long seen;
    private long fired;

    /**
     * @param id     tells it from other rules
     * @param method any if {@code *}
     * @param skip   how many matching requests pass first
     * @param times  for how many of the next ones it fires
     */
    ArmedFault(long id, String method, PathPattern path, long skip, long times, Fault fault) {
        this.id = id;
        this.method = method;
        this.path = path;
        this.skip = skip;
        this.times = times;
        this.fault = fault;
    }

    boolean matches(String requestMethod, String requestPath) {
        return (method.equals("*") || method.equalsIgnoreCase(requestMethod)) && path.matches(requestPath);
    }

    /** Counts a matching request. Returns whether this fault may fire on it. */
    boolean see() {
        seen++;
        return seen > skip && fired < times;
    }

    Fault fire() {
        fired++;
        return fault;
    }

    long id() {
        return id;
    }

    ScriptedFault scripted() {
        return new ScriptedFault(id, method, path.pattern(), skip, times, fault, seen, fired);
    }

    @Override
    public String toString() {
        return method + " " + path.pattern() + ": " + fault;
    }
}
