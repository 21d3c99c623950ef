package io.github.cameldatamaker.run.log;

import io.github.cameldatamaker.client.DataMakerException;

/** A log that is read from its start does not start with the delivered lines. */
final class ForeignLogException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    ForeignLogException(String what) {
        super("The " + what + " of the log starts with other lines than those that were delivered");
    }
}
