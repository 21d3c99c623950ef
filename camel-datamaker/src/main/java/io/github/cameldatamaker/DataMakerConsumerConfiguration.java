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
              description = "Whether from(datamaker:logs) follows logs as they are written, by server-sent events. Otherwise it reads their "
                            + "text at each poll.")
    private boolean follow = true;
    @UriParam(label = "consumer", defaultValue = "now",
              description = "Which runs of a scenario a consumer sees that starts for the first time: now (those that are not there yet) or "
                            + "beginning (all that the service lists). When it has a state, it goes on from there.")
    private StartFrom startFrom = StartFrom.now;
    @UriParam(label = "consumer",
              description = "The statuses that from(datamaker:runs) emits, separated by commas: done,failed for example. All when not set.")
    private String statuses;
    @UriParam(label = "consumer", defaultValue = "10",
              description = "How many runs from(datamaker:logs) follows at a time. More wait until others have finished. Each takes a "
                            + "connection, and a thread.")
    private int maxFollowedRuns = 10;
    @UriParam(label = "consumer,advanced", defaultValue = "1048576",
              description = "The most bytes of a line of a log, at most 1 GB. What is longer is cut, and marked by the header CamelDataMakerLineTruncated.")
    private int maxLineSize = 1024 * 1024;

    @UriParam(label = "consumer",
              description = "Names one generation, so that from(datamaker:generate) survives: it emits an exchange for each row, or for each "
                            + "List of batchSize rows, remembers in resumeRepository which have completed, and goes on behind them, at the "
                            + "next poll and after a restart. When all rows have completed it ends, as with repeatCount.")
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
