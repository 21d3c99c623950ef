package io.github.cameldatamaker.run.start;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerConnectionException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;

/**
 * Adds to a failure that a run may have started, and how to find out. It keeps the class of the exception, because routes decide
 * by it.
 */
final class UnknownStart {

    private UnknownStart() {
    }

    /** Whether a start that failed like this may have reached the service. */
    static boolean isPossible(Throwable error) {
        if (!(error instanceof DataMakerException ours) || ours.isNeverSent()) {
            return false;
        }
        // A success that is not the contract's may come from a proxy.
        return !(ours instanceof DataMakerApiException api) || api.isTemporary() || api.getStatusCode() < 300;
    }

    static Throwable explain(Throwable error, RunKey key, String why) {
        String advice = "It is not known whether a run has started (" + why + "). " + adviceFor(key);
        if (error instanceof DataMakerApiException api) {
            return new DataMakerApiException(api.getError(), advice);
        }
        String message = error.getMessage() + ". " + advice;
        if (error instanceof DataMakerTimeoutException timeout) {
            return new DataMakerTimeoutException(message, timeout.getLimitName(), timeout.getLimit(), timeout);
        }
        return error instanceof DataMakerConnectionException
                ? new DataMakerConnectionException(message, false, error) : new DataMakerException(message, error);
    }

    /** How to find the run. */
    static String adviceFor(RunKey key) {
        return key.isGiven()
                ? "Start it again with the runKey '" + key.value() + "': it finds the run if there is one"
                : "A run of it has the param " + RunKey.PARAM + "=" + key.value()
                        + ": look for it with listRuns before you start another, or "
                        + "set a runKey";
    }
}
