package io.github.cameldatamaker.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run has a new status.
 *
 * @param id       the run's id
 * @param run      the run as it was seen last; its own status is the event's, even if it has gone on meanwhile
 * @param previous the status before; empty when the run was not seen before
 */
public record StatusEvent(String id, Run run, Optional<String> previous) {

    /** An event of a status which the run may have left since. */
    static StatusEvent of(String id, Run seen, String status, Optional<String> previous) {
        Map<String, Object> fields = new LinkedHashMap<>(seen.fields());
        fields.put("status", status);
        return new StatusEvent(id, new Run(fields), previous);
    }
}
