package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads and moves the clock of quotas, runs and time stamps. */
public final class ClockControl implements Routes {

    // HTTP dates have four digits for the year.
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final MovableClock clock;

    ClockControl(MovableClock clock) {
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ControlPaths.API + "/clock", this::read);
        routes.put(ControlPaths.API + "/clock", this::set);
        routes.post(ControlPaths.API + "/clock/advance", this::advance);
    }

    private void read(Context ctx) {
        Answers.json(ctx, 200, Map.of("now", now().toString()));
    }

    public Instant now() {
        return clock.instant();
    }

    private void set(Context ctx) {
        set(RequestBody.object(ctx));
        read(ctx);
    }

    /** @throws ApiException validation_error that names the field that is wrong */
    public void set(Map<?, ?> given) {
        Instant now = Fields.of(given, List.of("now")).instant("now");
        requireYear(now, "now");
        clock.set(now);
    }

    /** @throws ApiException validation_error unless the sandbox's clock can show that time */
    public static void requireYear(Instant instant, String field) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw outOfRange(field);
        }
    }

    private static ApiException outOfRange(String field) {
        return ApiException.invalidField(field, "the clock goes from " + EARLIEST + " to " + LATEST);
    }

    private void advance(Context ctx) {
        advance(RequestBody.object(ctx));
        read(ctx);
    }

    /** @throws ApiException validation_error that names the field that is wrong */
    public void advance(Map<?, ?> given) {
        Fields fields = Fields.of(given, List.of("by"));
        Duration by = fields.duration("by");
        try {
            requireYear(clock.instant().plus(by), "by");
        } catch (DateTimeException | ArithmeticException e) {
            throw outOfRange("by");
        }
        clock.advance(by);
    }
}
