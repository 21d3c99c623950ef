package io.github.cameldatamaker.run.start;

import java.util.UUID;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * The key that identifies a run that was started here, even if the answer is lost. It is sent as the param {@value #PARAM}
 * (contract: {@code POST /scenarios/{id}/run}).
 *
 * @param value   the key
 * @param isGiven whether the user set it, so that it starts at most one run; otherwise every start has a new one
 */
public record RunKey(String value, boolean isGiven) {

    /** The param, which the script can read as {@code dm.params["camel_datamaker_run_key"]}. */
    public static final String PARAM = "camel_datamaker_run_key";

    private static final int MAX_LENGTH = 128;

    /** @throws DataMakerException if it is longer than 128 characters */
    public RunKey {
        if (value.length() > MAX_LENGTH) {
            throw new DataMakerException(
                    "runKey '" + value.substring(0, MAX_LENGTH) + "...' has " + value.length() + " characters; it may have "
                            + MAX_LENGTH);
        }
    }

    /** The user's key. */
    public static RunKey given(String value) {
        return new RunKey(value, true);
    }

    /** A key that no run has. */
    public static RunKey random() {
        return new RunKey(UUID.randomUUID().toString(), false);
    }
}
