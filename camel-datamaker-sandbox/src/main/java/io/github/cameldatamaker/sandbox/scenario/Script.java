package io.github.cameldatamaker.sandbox.scenario;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The code of a scenario, as far as the sandbox understands it. */
record Script(Steering steering, List<PrintStatement> statements) {

    /**
     * Parses code.
     *
     * @throws ApiException validation_error if a comment for the sandbox is wrong
     */
    static Script parse(String code) {
        return new Script(Steering.parse(code), code.lines().map(PrintStatement::parse).flatMap(Optional::stream).toList());
    }

    /**
     * The plan of a run with these params.
     *
     * @param mostLines how many lines of its log are kept, the first ones
     */
    RunPlan plan(Map<String, String> params, int mostLines) {
        List<String> printed = new ArrayList<>();
        try {
            for (PrintStatement statement : statements) {
                printed.addAll(statement.lines(params));
            }
        } catch (PrintStatement.MissingParam e) {
            printed.add("Traceback (most recent call last):");
            printed.add(e.getMessage());
            return new RunPlan(steering.duration(), steering.via(), "failed",
                    Optional.of(new RunError("script_error", e.getMessage())),
                    new LogLines(printed, Math.min(printed.size(), mostLines), steering, false));
        }
        int lines = Math.max(printed.size(), steering.lines().orElse(printed.isEmpty() ? LogLines.PRESET : printed.size()));
        boolean timeout = steering.outcome().equals("timeout");
        boolean failed = timeout || steering.outcome().equals("failed");
        Optional<RunError> error = !failed ? Optional.empty()
                : Optional.of(timeout ? new RunError("timeout", "the run took too long")
                        : new RunError(steering.error(), "the script failed"));
        return new RunPlan(steering.duration(), steering.via(), failed ? "failed" : steering.outcome(), error,
                new LogLines(printed, Math.min(lines, mostLines), steering, failed));
    }
}
