package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.AnswerFault;
import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.http.FaultyAnswers;
import io.github.cameldatamaker.sandbox.http.Hold;
import io.github.cameldatamaker.sandbox.http.Holds;
import io.github.cameldatamaker.sandbox.http.MetFault;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.workspace.Budget;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.jetty.http.DateGenerator;

/** What every request to the service passes, in this order: recording, faults, the key, the budget. */
public final class Gate {

    private static final int LARGEST_BODY = 10 * 1024 * 1024;
    // Their endpoints read the body as a stream, so it may be larger.
    private static final Set<String> STREAMED = Set.of("POST /sets", "POST /workspace/files");

    private final Consumer<Context> keyCheck;
    private final Clock clock;
    private final RequestLog log;
    private final Faults faults;
    private final Budget budget;
    private final Holds holds;

    /** @param keyCheck throws an ApiException unauthorized unless a request has the key */
    public Gate(Consumer<Context> keyCheck, Clock clock, RequestLog log, Faults faults, Budget budget, Holds holds) {
        this.keyCheck = keyCheck;
        this.clock = clock;
        this.log = log;
        this.faults = faults;
        this.budget = budget;
        this.holds = holds;
    }

    public void pass(Context ctx) {
        boolean streamed = STREAMED.contains(ctx.req().getMethod() + " " + ctx.req().getRequestURI());
        byte[] body = RequestBody.beginning(ctx, streamed ? RequestLog.BODY_KEPT : LARGEST_BODY + 1);
        log.record(ctx, clock.instant(), body);
        ctx.header("X-Request-Id", "req_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
        tellBudget(ctx);
        Hold hold = holds.current();
        Optional<MetFault> met = faults.take(ctx.req().getMethod(), ctx.req().getRequestURI())
                .map(fault -> new MetFault(fault, hold));
        met.ifPresent(fault -> fault.setOn(ctx));
        if (met.isPresent() && met.get().fault() instanceof AnswerFault instead) {
            ctx.skipRemainingHandlers();
            RequestBody.drain(ctx);
            FaultyAnswers.answer(ctx, instead, hold);
            return;
        }
        keyCheck.accept(ctx);
        try {
            budget.takeRequest();
        } finally {
            tellBudget(ctx);
        }
        if (body.length > LARGEST_BODY) {
            throw ApiException.of(413, "payload_too_large", "the body is larger than " + LARGEST_BODY + " bytes");
        }
    }

    private void tellBudget(Context ctx) {
        ctx.header("Date", DateGenerator.formatDate(clock.millis()));
        ctx.header("X-RateLimit-Remaining", Long.toString(budget.remainingRequests()));
        ctx.header("X-RateLimit-Reset", Long.toString(budget.requestsReset()));
    }
}
