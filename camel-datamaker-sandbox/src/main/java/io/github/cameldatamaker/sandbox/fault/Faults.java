package io.github.cameldatamaker.sandbox.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scripts what goes wrong, and on which requests. A request meets at most one fault: the first rule, in the order of scripting,
 * that matches it and is due.
 *
 * <pre>{@code sandbox.faults().on("POST", "/templates/{id}/generate").after(1).times(2).cutAfter(10_000);}</pre>
 */
public final class Faults {

    private final List<ArmedFault> armed = new ArrayList<>();
    private long fired;
    private long lastId;

    /**
     * Begins a rule. It is in force once the rule's last call says what goes wrong.
     *
     * @param method {@code POST} or the like, or {@code *} for any
     * @param path   {@code {x}} stands for one segment, {@code *} for anything: {@code /templates/{id}/generate},
     *               {@code /templates/*}
     * @throws IllegalArgumentException if the path starts with neither {@code /} nor {@code *}
     */
    public Rule on(String method, String path) {
        return new Rule(method, PathPattern.of(path));
    }

    /** Removes all rules, and counts from zero again. */
    public synchronized void clear() {
        armed.clear();
        fired = 0;
    }

    /** Removes one rule. Returns whether there was one with that id. */
    public synchronized boolean remove(long id) {
        return armed.removeIf(each -> each.id() == id);
    }

    /** All rules, in the order of scripting, with those that fire no more. */
    public synchronized List<ScriptedFault> scripted() {
        return armed.stream().map(ArmedFault::scripted).toList();
    }

    /** How many requests met a fault. */
    public synchronized long fired() {
        return fired;
    }

    /** The fault that this request meets. Each call counts as a request. */
    public synchronized Optional<Fault> take(String method, String path) {
        ArmedFault first = null;
        for (ArmedFault each : armed) {
            if (each.matches(method, path) && each.see() && first == null) {
                first = each;
            }
        }
        if (first == null) {
            return Optional.empty();
        }
        fired++;
        return Optional.of(first.fire());
    }

    private synchronized Faults arm(Rule rule, Fault fault) {
        rule.id = ++lastId;
        armed.add(new ArmedFault(lastId, rule.method, rule.path, rule.skip, rule.times, fault));
        return this;
    }

    /** Which requests meet a fault, how many of them, and what goes wrong. */
    public final class Rule {

        private final String method;
        private final PathPattern path;
        private long skip;
        private long times = 1;
        private long id;

        private Rule(String method, PathPattern path) {
            this.method = method;
            this.path = path;
        }

        /** Its id in {@link Faults#scripted}; 0 until it is in force. */
        public long id() {
            return id;
        }

        /** Fires for that many matching requests. The default is 1. */
        public Rule times(int times) {
            if (times < 1) {
                throw new IllegalArgumentException("times must be at least 1, not " + times);
            }
            this.times = times;
            return this;
        }

        /** Fires for every matching request. */
        public Rule always() {
            this.times = Long.MAX_VALUE;
            return this;
        }

        /** Lets that many matching requests pass first. Requests that met the fault of another rule count. */
        public Rule after(int requests) {
            if (requests < 0) {
                throw new IllegalArgumentException("after must not be negative, but is " + requests);
            }
            this.skip = requests;
            return this;
        }

        /** Answers an error with the code {@code injected_fault}. */
        public Faults status(int status) {
            return status(status, "injected_fault", "a test scripted status " + status + " for this request");
        }

        /** Answers an error. */
        public Faults status(int status, String code, String message) {
            return arm(new AnswerFault.Status(status, code, message));
        }

        /** Answers 429 with Retry-After in seconds, rounded up. */
        public Faults rateLimited(Duration retryAfter) {
            return arm(new AnswerFault.RateLimited(retryAfter));
        }

        /** Answers 429 with Retry-After as an HTTP date, which has whole seconds. */
        public Faults rateLimitedUntil(Instant instant) {
            return arm(new AnswerFault.RateLimitedUntil(instant));
        }

        /** Answers a 5xx with that request id in X-Request-Id and in error.details.request_id. */
        public Faults serverError(int status, String requestId) {
            return arm(new AnswerFault.ServerError(status, requestId));
        }

        /** Answers an HTML page, as a proxy does. */
        public Faults html(int status) {
            return arm(new AnswerFault.Html(status));
        }

        /** Never answers. The connection stays open until the client closes it or the sandbox is reset or closed. */
        public Faults neverRespond() {
            return arm(new AnswerFault.NeverRespond());
        }

        /** Closes the connection without an answer. */
        public Faults disconnect() {
            return arm(new AnswerFault.Disconnect());
        }

        /**
         * Cuts the connection after that many bytes of the body. The body is chunked, so the client sees that its end is missing.
         */
        public Faults cutAfter(long bytes) {
            return arm(new BodyFault.CutAfter(notNegative("bytes", bytes)));
        }

        /** Cuts the connection after that many server-sent events of a followed log. Comments do not count. */
        public Faults cutAfterEvents(long events) {
            return arm(new BodyFault.CutAfterEvents(notNegative("events", events)));
        }

        /** Ends the body after that many bytes, as if it were complete. */
        public Faults endEarlyAfter(long bytes) {
            return arm(new BodyFault.EndEarlyAfter(notNegative("bytes", bytes)));
        }

        /** Sends that many bytes of the body and then nothing. The connection stays open. */
        public Faults stallAfter(long bytes) {
            return arm(new BodyFault.StallAfter(notNegative("bytes", bytes)));
        }

        /** Sends the body in small writes, with a pause after each. */
        public Faults drip(int bytesPerWrite, Duration pause) {
            if (bytesPerWrite < 1) {
                throw new IllegalArgumentException("bytesPerWrite must be at least 1, not " + bytesPerWrite);
            }
            return arm(new BodyFault.Drip(bytesPerWrite, pause));
        }

        /** Ignores the seed, as a service does whose rows do not reproduce. */
        public Faults differentRows() {
            return arm(new RowFault.DifferentRows());
        }

        /** Generates that many rows more than were asked for. */
        public Faults extraRows(long rows) {
            return arm(new RowFault.RowCountOff(notNegative("rows", rows)));
        }

        /** Generates that many rows fewer than were asked for, but not fewer than none. */
        public Faults fewerRows(long rows) {
            return arm(new RowFault.RowCountOff(-notNegative("rows", rows)));
        }

        private Faults arm(Fault fault) {
            return Faults.this.arm(this, fault);
        }

        private static long notNegative(String what, long n) {
            if (n < 0) {
                throw new IllegalArgumentException(what + " must not be negative, but is " + n);
            }
            return n;
        }
    }
}
