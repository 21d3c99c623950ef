package io.github.cameldatamaker.sandbox.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * A fault that replaces the answer. Like the answer of a proxy it comes before the key is checked, so it changes no state and
 * costs no budget.
 */
public sealed interface AnswerFault extends Fault {

    /** That status with an error body of the contract. */
    record Status(int status, String code, String message) implements AnswerFault {
    }

    /** A 5xx with a request id, in the header and in {@code error.details.request_id}. */
    record ServerError(int status, String requestId) implements AnswerFault {
    }

    /** 429 with {@code Retry-After} in whole seconds, rounded up. */
    record RateLimited(Duration retryAfter) implements AnswerFault {
    }

    /** 429 with {@code Retry-After} as an HTTP date. */
    record RateLimitedUntil(Instant instant) implements AnswerFault {
    }

    /** The HTML page of a proxy. */
    record Html(int status) implements AnswerFault {
    }

    /** No answer. The connection stays open until the client or the sandbox closes it. */
    record NeverRespond() implements AnswerFault {
    }

    /** No answer, and a closed connection. */
    record Disconnect() implements AnswerFault {
    }
}
