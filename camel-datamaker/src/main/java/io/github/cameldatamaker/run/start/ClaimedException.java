package io.github.cameldatamaker.run.start;

import io.github.cameldatamaker.client.DataMakerException;

/** Nothing was sent, because another exchange or process has changed the entry of the key. */
final class ClaimedException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    ClaimedException(String scenario, RunKey key) {
        super("Another exchange or process is starting scenario " + scenario + " with the runKey '" + key.value() + "'");
    }

    @Override
    public boolean isNeverSent() {
        return true;
    }
}
