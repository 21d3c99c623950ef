package io.github.cameldatamaker.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run has a new status.
 *
 * @param id       the run's id
 * @param run      the run as it was last seen, with the status of the event, even if it has changed since
 * @param previous the status before; empty if the run was not seen before
 */
public record StatusEvent(String id, Run run, Optional<String> previous) {

    /** An event of a status that may no longer be the run's. */
    static StatusEvent of(String id, Run seen, String status, Optional<String> previous) {
        Map<String, Object> fields = new LinkedHashMap<>(seen.fields());
        fields.put("status", status);
        return new StatusEvent(id, new Run(fields), previous);
    }
}
