package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.AnswerFault;
import io.javalin.http.Context;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Answers instead of an endpoint, as a fault says. */
public final class FaultyAnswers {

    // RFC_1123_DATE_TIME would write the day of the month without a leading zero, which HTTP does not allow.
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private FaultyAnswers() {
    }

    /** @param hold keeps the request waiting, if the fault does */
    public static void answer(Context ctx, AnswerFault fault, Hold hold) {
        if (fault instanceof AnswerFault.Status status) {
            Answers.error(ctx, status.status(), status.code(), status.message(), Map.of());
        } else if (fault instanceof AnswerFault.ServerError error) {
            ctx.header("X-Request-Id", error.requestId());
            Answers.error(ctx, error.status(), "internal_error", "something went wrong on our side",
                    Map.of("request_id", error.requestId()));
        } else if (fault instanceof AnswerFault.RateLimited limited) {
            ctx.header("X-RateLimit-Remaining", "0");
            Answers.error(ctx, ApiException.rateLimited("too many requests", limited.retryAfter()));
        } else if (fault instanceof AnswerFault.RateLimitedUntil until) {
            ctx.header("X-RateLimit-Remaining", "0");
            ctx.header("Retry-After", HTTP_DATE.format(until.instant()));
            Answers.error(ctx, 429, "rate_limited", "too many requests", Map.of());
        } else if (fault instanceof AnswerFault.Html html) {
            ctx.status(html.status()).contentType("text/html; charset=utf-8").result(page(html.status()));
        } else if (fault instanceof AnswerFault.NeverRespond) {
            hold.await(ClientConnection.of(ctx));
            throw ClientConnection.of(ctx).cut();
        } else {
            throw ClientConnection.of(ctx).cut();
        }
    }

    private static String page(int status) {
        return "<!DOCTYPE html>\n<html><head><title>" + status + "</title></head>\n<body><center><h1>" + status
                + "</h1></center><hr><center>proxy</center></body></html>\n";
    }
}
