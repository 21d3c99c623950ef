package io.github.cameldatamaker.client;

/**
 * A run that was waited for has failed or was cancelled.
 */
public class DataMakerRunFailedException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    private final String runId;
    private final String status;

    /**
     * @param runId  the run
     * @param status how it ended: failed or cancelled
     * @param reason what the service says of it; may be empty
     */
    public DataMakerRunFailedException(String runId, String status, String reason) {
        super("Run " + runId + " has ended as " + status + (reason.isEmpty() ? "" : ": " + reason)
              + ". Its log tells more (getRunLogs); failOnRunFailure=false makes this a result");
        this.runId = runId;
        this.status = status;
    }

    /** The run. */
    public String getRunId() {
        return runId;
    }

    /** How it ended, as the service says it. */
    public String getStatus() {
        return status;
    }
}
