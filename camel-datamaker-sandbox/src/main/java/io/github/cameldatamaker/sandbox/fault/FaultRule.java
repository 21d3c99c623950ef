package io.github.cameldatamaker.sandbox.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * One rule in the making: which requests, how many of them, and (the last call, which puts it in force) what goes wrong.
 *
 * <pre>{@code sandbox.faults().on("POST", "/templates/{id}/generate").after(1).times(2).cutAfter(10_000);}</pre>
 */
public final class FaultRule {

    private final Faults faults;
    private final String method;
    private final PathPattern path;
    private long skip;
    private long times = 1;
    private Fault fault;
    private long seen;
    private long fired;

    FaultRule(Faults faults, String method, String path) {
        this.faults = faults;
        this.method = method;
        this.path = PathPattern.of(path);
    }

    /** Fires for that many matching requests; 1 unless told. */
    public FaultRule times(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, not " + times);
        }
        this.times = times;
        return this;
    }

    /** Fires for every matching request. */
    public FaultRule always() {
        this.times = Long.MAX_VALUE;
        return this;
    }

    /** Lets that many matching requests pass first, those that met another rule's fault included. */
    public FaultRule after(int requests) {
        if (requests < 0) {
            throw new IllegalArgumentException("after must not be negative, but is " + requests);
        }
        this.skip = requests;
        return this;
    }

    /** An error body with the code {@code injected_fault}. */
    public Faults status(int status) {
        return status(status, "injected_fault", "a fault of status " + status + " was scripted for this request");
    }

    public Faults status(int status, String code, String message) {
        return put(new AnswerFault.Status(status, code, message));
    }

    /** 429 with Retry-After in seconds. */
    public Faults rateLimited(Duration retryAfter) {
        return put(new AnswerFault.RateLimited(retryAfter));
    }

    /** 429 with Retry-After as an HTTP date (whole seconds). */
    public Faults rateLimitedUntil(Instant instant) {
        return put(new AnswerFault.RateLimitedUntil(instant));
    }

    /** A 5xx with that request id in X-Request-Id and in error.details.request_id. */
    public Faults serverError(int status, String requestId) {
        return put(new AnswerFault.ServerError(status, requestId));
    }

    /** The HTML page of a proxy. */
    public Faults html(int status) {
        return put(new AnswerFault.Html(status));
    }

    /** Never answers; the connection stays open until the client goes, the sandbox is reset or closes. */
    public Faults neverRespond() {
        return put(new AnswerFault.NeverRespond());
    }

    /** Closes the connection without any answer. */
    public Faults disconnect() {
        return put(new AnswerFault.Disconnect());
    }

    /** Cuts the connection after that many bytes of the body: chunked, without its end. */
    public Faults cutAfter(long bytes) {
        return put(new BodyFault.CutAfter(notNegative(bytes)));
    }

    /** Cuts the connection after that many server-sent events of a followed log. */
    public Faults cutAfterEvents(long events) {
        return put(new BodyFault.CutAfterEvents(notNegative(events)));
    }

    /** Ends the response cleanly after that many bytes of the body. */
    public Faults endEarlyAfter(long bytes) {
        return put(new BodyFault.EndEarlyAfter(notNegative(bytes)));
    }

    /** Sends that many bytes of the body, then nothing more; the connection stays open. */
    public Faults stallAfter(long bytes) {
        return put(new BodyFault.StallAfter(notNegative(bytes)));
    }

    /** Sends the body in small writes with a pause after each. */
    public Faults drip(int bytesPerWrite, Duration pause) {
        if (bytesPerWrite < 1) {
            throw new IllegalArgumentException("bytesPerWrite must be at least 1, not " + bytesPerWrite);
        }
        return put(new BodyFault.Drip(bytesPerWrite, pause));
    }

    /** Ignores the seed: the service is not deterministic. */
    public Faults differentRows() {
        return put(new RowFault.DifferentRows());
    }

    public Faults extraRows(long rows) {
        return put(new RowFault.RowCountOff(notNegative(rows)));
    }

    public Faults fewerRows(long rows) {
        return put(new RowFault.RowCountOff(-notNegative(rows)));
    }

    private Faults put(Fault what) {
        this.fault = what;
        return faults.add(this);
    }

    private static long notNegative(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("must not be negative, but is " + n);
        }
        return n;
    }

    boolean matches(String requestMethod, String requestPath) {
        return (method.equals("*") || method.equalsIgnoreCase(requestMethod)) && path.matches(requestPath);
    }

    /** Counts a matching request and says whether this rule would fire on it. */
    boolean due() {
        seen++;
        return seen > skip && fired < times;
    }

    Fault fire() {
        fired++;
        return fault;
    }

    @Override
    public String toString() {
        return method + " " + path.pattern() + ": " + fault;
    }
}
