package io.github.cameldatamaker;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of consumers only.
 */
@UriParams
@Configurer
public class DataMakerConsumerConfiguration {

    @UriParam(label = "consumer", defaultValue = "true",
            description = "Whether from(datamaker:logs) follows a log by server-sent events while it is "
                    + "written. Otherwise it reads the log at each poll.")
    private boolean follow = true;
    @UriParam(label = "consumer", defaultValue = "now",
            description = "The runs that a consumer without a state starts with: now (only new runs) or "
                    + "beginning (all runs that the service lists). A consumer with a state resumes "
                    + "from it.")
    private StartFrom startFrom = StartFrom.now;
    @UriParam(label = "consumer",
            description = "The statuses that from(datamaker:runs) emits, separated by commas, for example "
                    + "done,failed. Each also selects the other words for the same, such as completed for "
                    + "done. All if it is not set.")
    private String statuses;
    @UriParam(label = "consumer", defaultValue = "10",
            description = "The most runs that from(datamaker:logs) follows at a time; other runs wait. Each "
                    + "takes a connection and a thread.")
    private int maxFollowedRuns = 10;
    @UriParam(label = "consumer,advanced", defaultValue = "1048576",
            description = "The most bytes of a log line, at most 1 GB. A longer line is cut and has the "
                    + "header CamelDataMakerLineTruncated.")
    private int maxLineSize = 1024 * 1024;

    @UriParam(label = "consumer",
            description = "The name of one generation that from(datamaker:generate) resumes after a failure "
                    + "or a restart. The consumer emits an exchange for each row, or for each List of "
                    + "batchSize rows, and ends when all rows have completed.")
    private String resumeKey;

    public boolean isFollow() {
        return follow;
    }

    public void setFollow(boolean follow) {
        this.follow = follow;
    }

    public StartFrom getStartFrom() {
        return startFrom;
    }

    public void setStartFrom(StartFrom startFrom) {
        this.startFrom = startFrom;
    }

    public String getStatuses() {
        return statuses;
    }

    public void setStatuses(String statuses) {
        this.statuses = statuses;
    }

    /** The statuses to emit; empty for all. */
    Set<String> wantedStatuses() {
        return statuses == null ? Set.of()
                : Arrays.stream(statuses.split(",")).map(String::trim).collect(Collectors.toUnmodifiableSet());
    }

    public int getMaxFollowedRuns() {
        return maxFollowedRuns;
    }

    public void setMaxFollowedRuns(int maxFollowedRuns) {
        this.maxFollowedRuns = maxFollowedRuns;
    }

    public int getMaxLineSize() {
        return maxLineSize;
    }

    public void setMaxLineSize(int maxLineSize) {
        this.maxLineSize = maxLineSize;
    }

    public String getResumeKey() {
        return resumeKey;
    }

    public void setResumeKey(String resumeKey) {
        this.resumeKey = resumeKey;
    }
}
