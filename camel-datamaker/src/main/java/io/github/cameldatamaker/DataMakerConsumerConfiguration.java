package io.github.cameldatamaker;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.util.ObjectHelper;

/**
 * The options of consumers only.
 */
@UriParams
@Configurer
public class DataMakerConsumerConfiguration {

    /** A line is one array, and a little is held beyond its bound. */
    private static final int LONGEST_LINE = 1024 * 1024 * 1024;

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
                            + "done,failed. All if it is not set.")
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

    /** @throws DataMakerException when a value makes no sense; it names the option */
    void check() {
        atLeastOne("maxFollowedRuns", maxFollowedRuns);
        atLeastOne("maxLineSize", maxLineSize);
        if (maxLineSize > LONGEST_LINE) {
            throw new DataMakerException("maxLineSize is " + maxLineSize + "; it must be at most " + LONGEST_LINE);
        }
        if (wantedStatuses().contains("")) {
            throw new DataMakerException(
                    "statuses='" + statuses + "' names a blank status, which no run has: leave it out, or name statuses such as done");
        }
    }

    /**
     * @param  resumeRepository   the endpoint's
     * @param  ofComponent        the component's, which is for those of its endpoints that need one
     * @throws DataMakerException when what it is for is missing: it would be left out silently
     */
    void checkResume(Object resumeRepository, Object ofComponent) {
        if (resumeKey != null && !isResumed()) {
            throw new DataMakerException(
                    "resumeKey is empty: give the generation a name, by which it goes on after a restart, or leave resumeKey out");
        }
        if (!isResumed() && resumeRepository != ofComponent) {
            throw new DataMakerException(
                    "resumeRepository is for a resumeKey, and there is none: set resumeKey in from(\"datamaker:generate\"), or leave "
                                         + "resumeRepository out");
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new DataMakerException(name + " is " + value + "; it must be at least 1");
        }
    }

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

    /** The statuses; empty when all are wanted. */
    Set<String> wantedStatuses() {
        return statuses == null ? Set.of() : Arrays.stream(statuses.split(",")).map(String::trim).collect(Collectors.toUnmodifiableSet());
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

    /** Whether the rows of one generation are emitted, over restarts. */
    boolean isResumed() {
        return ObjectHelper.isNotEmpty(resumeKey);
    }

    /** @throws DataMakerException when there is a resumeKey */
    void requireNoResumeKey(String uri) {
        if (isResumed()) {
            throw new DataMakerException("resumeKey=" + resumeKey + " is for from(\"datamaker:generate\"), and has no meaning in " + uri);
        }
    }

    public String getResumeKey() {
        return resumeKey;
    }

    public void setResumeKey(String resumeKey) {
        this.resumeKey = resumeKey;
    }
}
