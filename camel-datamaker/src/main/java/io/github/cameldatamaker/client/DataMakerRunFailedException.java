package io.github.cameldatamaker.client;

/**
 * The run that an exchange waited for has failed or was cancelled.
 */
public class DataMakerRunFailedException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    private final String runId;
    private final String status;

    /**
     * @param runId  the run
     * @param status how it ended: failed or cancelled
     * @param reason the service's reason; may be empty
     */
    public DataMakerRunFailedException(String runId, String status, String reason) {
        super("Run " + runId + " ended as " + status + (reason.isEmpty() ? "" : ": " + reason)
                + ". Read its log with getRunLogs. Set failOnRunFailure=false to continue with this status");
        this.runId = runId;
        this.status = status;
    }

    /** The run. */
    public String getRunId() {
        return runId;
    }

    /** How it ended, as the service names it. */
    public String getStatus() {
        return status;
    }
}
