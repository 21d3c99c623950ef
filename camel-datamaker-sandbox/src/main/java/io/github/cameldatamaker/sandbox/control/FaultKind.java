package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.AnswerFault;
import io.github.cameldatamaker.sandbox.fault.BodyFault;
import io.github.cameldatamaker.sandbox.fault.Fault;
import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.fault.RowFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can go wrong, by the names of the Java API, and the fields that say how much of it. */
enum FaultKind {

    status(List.of("status", "code", "message"), (rule, fields) -> rule.status(errorStatus(fields, 400),
            fields.optionalText("code").orElse("injected_fault"),
            fields.optionalText("message").orElse("a test scripted this error"))),
    rateLimited(List.of("retry_after"), (rule, fields) -> rule.rateLimited(positive(fields, "retry_after"))),
    rateLimitedUntil(List.of("until"), (rule, fields) -> rule.rateLimitedUntil(fields.instant("until"))),
    serverError(List.of("status", "request_id"),
            (rule, fields) -> rule.serverError(errorStatus(fields, 500), fields.text("request_id"))),
    html(List.of("status"), (rule, fields) -> rule.html((int) fields.number("status", 200, 599))),
    neverRespond(List.of(), (rule, fields) -> rule.neverRespond()),
    disconnect(List.of(), (rule, fields) -> rule.disconnect()),
    cutAfter(List.of("bytes"), (rule, fields) -> rule.cutAfter(fields.number("bytes", 0, Long.MAX_VALUE))),
    cutAfterEvents(List.of("events"), (rule, fields) -> rule.cutAfterEvents(fields.number("events", 0, Long.MAX_VALUE))),
    endEarlyAfter(List.of("bytes"), (rule, fields) -> rule.endEarlyAfter(fields.number("bytes", 0, Long.MAX_VALUE))),
    stallAfter(List.of("bytes"), (rule, fields) -> rule.stallAfter(fields.number("bytes", 0, Long.MAX_VALUE))),
    drip(List.of("bytes_per_write", "pause"),
            (rule, fields) -> rule.drip((int) fields.number("bytes_per_write", 1, Integer.MAX_VALUE),
                    positive(fields, "pause"))),
    differentRows(List.of(), (rule, fields) -> rule.differentRows()),
    extraRows(List.of("rows"), (rule, fields) -> rule.extraRows(fields.number("rows", 1, Integer.MAX_VALUE))),
    fewerRows(List.of("rows"), (rule, fields) -> rule.fewerRows(fields.number("rows", 1, Integer.MAX_VALUE)));

    private static final List<String> OF_EVERY_RULE = List.of("method", "path", "after", "times", "always", "fault");

    /** Every field that a rule may have. */
    static final List<String> FIELDS = Stream
            .concat(OF_EVERY_RULE.stream(), Arrays.stream(values()).flatMap(kind -> kind.fields.stream()))
            .distinct().toList();

    private final List<String> fields;
    private final BiConsumer<Faults.Rule, Fields> arm;

    FaultKind(List<String> fields, BiConsumer<Faults.Rule, Fields> arm) {
        this.fields = fields;
        this.arm = arm;
    }

    static FaultKind named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst()
                .orElseThrow(() -> ApiException.invalidField("fault", "there is no fault '" + name + "'; the faults are "
                        + Arrays.stream(values()).map(FaultKind::name).collect(Collectors.joining(", "))));
    }

    /** Its own fields, beside those of every rule. */
    List<String> fields() {
        return fields;
    }

    /** Refuses fields that belong to another fault. */
    void check(Fields given) {
        for (Object name : given.all().keySet()) {
            if (!OF_EVERY_RULE.contains(name) && !fields.contains(name)) {
                throw ApiException.invalidField(String.valueOf(name),
                        name() + (fields.isEmpty() ? " takes no fields of its own" : " takes " + String.join(", ", fields)));
            }
        }
    }

    void arm(Faults.Rule rule, Fields given) {
        arm.accept(rule, given);
    }

    private static int errorStatus(Fields fields, int least) {
        return (int) fields.number("status", least, 599);
    }

    private static Duration positive(Fields fields, String name) {
        Duration duration = fields.duration(name);
        if (duration.isNegative()) {
            throw ApiException.invalidField(name, "it must not be negative");
        }
        return duration;
    }

    /** The kind of a fault and its fields, as a rule is given. */
    static Map<String, Object> toJson(Fault fault) {
        if (fault instanceof AnswerFault.Status it) {
            return json(status, it.status(), it.code(), it.message());
        } else if (fault instanceof AnswerFault.RateLimited it) {
            return json(rateLimited, it.retryAfter().toString());
        } else if (fault instanceof AnswerFault.RateLimitedUntil it) {
            return json(rateLimitedUntil, it.instant().toString());
        } else if (fault instanceof AnswerFault.ServerError it) {
            return json(serverError, it.status(), it.requestId());
        } else if (fault instanceof AnswerFault.Html it) {
            return json(html, it.status());
        } else if (fault instanceof AnswerFault.NeverRespond) {
            return json(neverRespond);
        } else if (fault instanceof AnswerFault.Disconnect) {
            return json(disconnect);
        } else if (fault instanceof BodyFault body) {
            return toJson(body);
        } else if (fault instanceof RowFault.RowCountOff it) {
            return json(it.by() < 0 ? fewerRows : extraRows, Math.abs(it.by()));
        }
        return json(differentRows);
    }

    private static Map<String, Object> toJson(BodyFault fault) {
        if (fault instanceof BodyFault.CutAfter it) {
            return json(cutAfter, it.bytes());
        } else if (fault instanceof BodyFault.CutAfterEvents it) {
            return json(cutAfterEvents, it.events());
        } else if (fault instanceof BodyFault.EndEarlyAfter it) {
            return json(endEarlyAfter, it.bytes());
        } else if (fault instanceof BodyFault.StallAfter it) {
            return json(stallAfter, it.bytes());
        }
        BodyFault.Drip it = (BodyFault.Drip) fault;
        return json(drip, it.bytesPerWrite(), it.pause().toString());
    }

    private static Map<String, Object> json(FaultKind kind, Object... values) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fault", kind.name());
        for (int i = 0; i < values.length; i++) {
            json.put(kind.fields.get(i), values[i]);
        }
        return json;
    }
}
