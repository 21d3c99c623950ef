package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.fault.BodyFault;
import io.github.cameldatamaker.sandbox.fault.Fault;
import io.github.cameldatamaker.sandbox.fault.RowFault;
import io.github.cameldatamaker.sandbox.fault.ScriptedFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An endpoint of the contract, as far as it matters for whether a fault can ever fire on it. */
record ContractEndpoint(String method, String path) {

    private static final List<ContractEndpoint> ALL = List.of(
            of("GET /templates"), of("POST /templates"), of("GET /templates/{id}"), of("PATCH /templates/{id}"),
            of("DELETE /templates/{id}"),
            of("GET /templates/{id}/versions"), of("POST /templates/{id}/generate"), of("POST /templates/{id}/preview"),
            of("GET /scenarios"), of("POST /scenarios"), of("PUT /scenarios/{id}"), of("POST /scenarios/{id}/run"),
            of("GET /scenarios/{id}/runs"),
            of("GET /scenarios/{id}/runs/{run_id}"), of("GET /scenarios/{id}/runs/{run_id}/logs"),
            of("DELETE /scenarios/{id}/runs/{run_id}"),
            of("GET /connections"), of("POST /connections"), of("POST /connections/{id}/verify"),
            of("GET /connections/{id}/metadata"),
            of("GET /sets"), of("POST /sets"), of("GET /sets/{name}"), of("DELETE /sets/{name}"),
            of("GET /workspace/files"), of("POST /workspace/files"), of("GET /workspace/files/{name}"),
            of("DELETE /workspace/files/{name}"));
    private static final Pattern VARIABLE = Pattern.compile("\\{[^/{}]*}");

    private static ContractEndpoint of(String endpoint) {
        int space = endpoint.indexOf(' ');
        return new ContractEndpoint(endpoint.substring(0, space), endpoint.substring(space + 1));
    }

    static List<ContractEndpoint> all() {
        return ALL;
    }

    /** Why this rule can never fire; empty if it can. */
    static Optional<String> whyNever(ScriptedFault rule) {
        List<ContractEndpoint> met = ALL.stream().filter(endpoint -> endpoint.isMetBy(rule)).toList();
        if (met.isEmpty()) {
            return Optional.of("no endpoint of the service matches " + rule.method() + " " + rule.path());
        }
        Fault fault = rule.fault();
        if (fault instanceof RowFault && met.stream().noneMatch(ContractEndpoint::hasRows)) {
            return Optional
                    .of("only generate and preview make rows, and " + rule.method() + " " + rule.path() + " matches neither");
        }
        if (fault instanceof BodyFault.CutAfterEvents && met.stream().noneMatch(ContractEndpoint::hasEvents)) {
            return Optional
                    .of("only followed logs have events, and " + rule.method() + " " + rule.path() + " does not match them");
        }
        return Optional.empty();
    }

    private boolean hasRows() {
        return path.endsWith("/generate") || path.endsWith("/preview");
    }

    private boolean hasEvents() {
        return path.endsWith("/logs");
    }

    private boolean isMetBy(ScriptedFault rule) {
        return (rule.method().equals("*") || rule.method().equalsIgnoreCase(method)) && meets(rule.path());
    }

    /** Whether some path is of both forms: segment by segment, and a star may stand for any number of them. */
    private boolean meets(String pattern) {
        int star = pattern.indexOf('*');
        List<String> own = new ArrayList<>(List.of(path.split("/", -1)));
        List<String> theirs = new ArrayList<>(List.of((star < 0 ? pattern : pattern.substring(0, star)).split("/", -1)));
        if (star >= 0) {
            // What follows the star is not looked at: a warning may be missing, but is never wrong.
            theirs.remove(theirs.size() - 1);
        }
        if (star < 0 ? own.size() != theirs.size() : own.size() < theirs.size()) {
            return false;
        }
        for (int i = 0; i < theirs.size(); i++) {
            boolean free = VARIABLE.matcher(own.get(i)).matches() || VARIABLE.matcher(theirs.get(i)).find();
            if (!free && !own.get(i).equals(theirs.get(i))) {
                return false;
            }
        }
        return true;
    }
}
