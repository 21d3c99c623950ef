package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers exceptions of endpoints with the contract's error bodies. */
final class ErrorAnswers implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    @Override
    public void addTo(RoutesConfig routes) {
        routes.exception(ConnectionGone.class, ErrorAnswers::giveUp);
        routes.exception(ApiException.class, unlessGone((error, ctx) -> Answers.error(ctx, error)));
        routes.exception(HttpResponseException.class, unlessGone(ErrorAnswers::refuse));
        routes.exception(Exception.class, unlessGone(ErrorAnswers::fail));
    }

    private static void giveUp(ConnectionGone gone, Context ctx) {
        ctx.skipRemainingHandlers();
    }

    /** A fault may cut the answer to an error, too. Javalin would log that as a failure of the sandbox. */
    private static <E extends Exception> ExceptionHandler<E> unlessGone(ExceptionHandler<E> handler) {
        return (error, ctx) -> {
            try {
                handler.handle(error, ctx);
            } catch (ConnectionGone gone) {
                giveUp(gone, ctx);
            }
        };
    }

    private static void refuse(HttpResponseException refusal, Context ctx) {
        // The platform knows no other methods of a path.
        int status = refusal.getStatus() == 405 && Answers.isPlain(ctx) ? 404 : refusal.getStatus();
        String call = ctx.req().getMethod() + " " + ctx.req().getRequestURI();
        switch (status) {
            case 404 -> Answers.error(ctx, ApiException.notFound("there is no endpoint " + call));
            case 405 -> Answers.error(ctx,
                    ApiException.of(405, "method_not_allowed", call + " is not allowed; this path has other methods"));
            default -> Answers.error(ctx, ApiException.of(status, "http_" + status, refusal.getMessage()));
        }
    }

    private static void fail(Exception failure, Context ctx) {
        LOG.error("{} {} failed", ctx.req().getMethod(), ctx.req().getRequestURI(), failure);
        String requestId = ctx.res().getHeader("X-Request-Id");
        Answers.error(ctx, 500, "internal_error", "the sandbox failed: " + failure,
                requestId == null ? Map.of() : Map.of("request_id", requestId));
    }
}
