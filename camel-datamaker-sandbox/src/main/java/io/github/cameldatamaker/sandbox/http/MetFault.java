package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.fault.Fault;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * The fault that a request meets.
 *
 * @param hold keeps the request waiting, if the fault does
 */
public record MetFault(Fault fault, Hold hold) {

    private static final String ATTRIBUTE = "sandbox.fault";

    /** The fault that this request meets, if any. */
    public static Optional<MetFault> of(Context ctx) {
        return Optional.ofNullable(ctx.attribute(ATTRIBUTE));
    }

    public void setOn(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }
}
