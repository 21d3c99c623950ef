package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.fault.ScriptedFault;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists, adds and removes rules of what goes wrong. */
public final class FaultControl implements Routes {

    private final Faults faults;

    FaultControl(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ControlPaths.API + "/faults", this::list);
        routes.post(ControlPaths.API + "/faults", this::add);
        routes.delete(ControlPaths.API + "/faults", this::clear);
        routes.delete(ControlPaths.API + "/faults/{id}", this::remove);
    }

    private void list(Context ctx) {
        Answers.json(ctx, 200, Map.of("items", list()));
    }

    /** All rules, in the order of scripting. */
    public List<Map<String, Object>> list() {
        return faults.scripted().stream().map(FaultControl::toJson).toList();
    }

    private void add(Context ctx) {
        Answers.json(ctx, 201, add(RequestBody.object(ctx)));
    }

    /**
     * Adds a rule.
     *
     * @return the rule, and {@code never_fires} with the reason if it can never fire
     * @throws ApiException validation_error that names the field that is wrong
     */
    public Map<String, Object> add(Map<?, ?> given) {
        Fields fields = Fields.of(given, FaultKind.FIELDS);
        FaultKind kind = FaultKind.named(fields.text("fault"));
        kind.check(fields);
        Faults.Rule rule = rule(fields);
        kind.arm(rule, fields);
        ScriptedFault added = faults.scripted().stream().filter(each -> each.id() == rule.id()).findFirst()
                .orElseThrow(() -> ApiException.of(409, "conflict", "the faults were cleared meanwhile"));
        Map<String, Object> json = toJson(added);
        ContractEndpoint.whyNever(added).ifPresent(why -> json.put("never_fires", why));
        return json;
    }

    /** The names of what can go wrong, each with the fields of its own. */
    public static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (FaultKind kind : FaultKind.values()) {
            kinds.put(kind.name(), kind.fields());
        }
        return kinds;
    }

    private Faults.Rule rule(Fields fields) {
        String path = fields.optionalText("path").orElse("*");
        Faults.Rule rule;
        try {
            rule = faults.on(fields.optionalText("method").orElse("*"), path);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidField("path", e.getMessage());
        }
        rule.after((int) fields.number("after", 0, Integer.MAX_VALUE, 0));
        if (fields.flag("always", false)) {
            return rule.always();
        }
        return rule.times((int) fields.number("times", 1, Integer.MAX_VALUE, 1));
    }

    private void clear(Context ctx) {
        clear();
        ctx.status(204);
    }

    public void clear() {
        faults.clear();
    }

    private void remove(Context ctx) {
        remove(ctx.pathParam("id"));
        ctx.status(204);
    }

    /** @throws ApiException not_found */
    public void remove(String id) {
        if (!id.matches("\\d{1,18}") || !faults.remove(Long.parseLong(id))) {
            throw ApiException.notFound("there is no fault '" + id + "'");
        }
    }

    private static Map<String, Object> toJson(ScriptedFault state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", state.id());
        json.put("method", state.method());
        json.put("path", state.path());
        json.put("after", state.after());
        json.put("always", state.times() == Long.MAX_VALUE);
        json.put("times", state.times() == Long.MAX_VALUE ? null : state.times());
        json.putAll(FaultKind.toJson(state.fault()));
        json.put("matched", state.matched());
        json.put("fired", state.fired());
        return json;
    }
}
