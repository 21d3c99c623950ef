package io.github.cameldatamaker.check;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * A request was not sent, because others have had no answer in time. Otherwise a check of a service that hangs would take long.
 */
final class NotAskedException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    NotAskedException(int timeouts) {
        super("not asked, because " + timeouts + " requests had no answer in time");
    }
}
