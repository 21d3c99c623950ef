package io.github.cameldatamaker.run.start;

import java.util.UUID;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * What a run that was started from here is known by, whatever becomes of the answer: it travels as the param
 * {@value #PARAM} (contract: {@code POST /scenarios/{id}/run}).
 *
 * @param value   the key
 * @param isGiven whether it is the user's, who starts at most one run with it; otherwise it is new with every start
 */
public record RunKey(String value, boolean isGiven) {

    /** The param, which the script can read as {@code dm.params["camel_datamaker_run_key"]}. */
    public static final String PARAM = "camel_datamaker_run_key";

    private static final int MAX_LENGTH = 128;

    /** @throws DataMakerException when it is longer than 128 characters */
    public RunKey {
        if (value.length() > MAX_LENGTH) {
            throw new DataMakerException(
                    "runKey '" + value.substring(0, MAX_LENGTH) + "...' has " + value.length() + " characters; it may have " + MAX_LENGTH);
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
