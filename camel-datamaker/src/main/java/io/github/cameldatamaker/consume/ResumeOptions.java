package io.github.cameldatamaker.consume;

import java.util.OptionalLong;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.client.DataMakerException;

/**
 * What a {@code resumeKey} needs of the other options.
 */
public final class ResumeOptions {

    private ResumeOptions() {
    }

    /** @throws DataMakerException when they cannot work with it; it names the option, and a way out */
    public static void check(DataMakerConfiguration options) {
        if (!options.getFormat().hasRows()) {
            throw new DataMakerException("resumeKey needs rows, and format=" + options.getFormat() + " has none: use format=json or csv");
        }
        if (options.getOutputType() != null) {
            throw new DataMakerException(
                    "outputType=" + options.getOutputType() + " is for a body that is the whole data; with resumeKey it is a row, or a "
                                         + "List of batchSize rows: leave outputType out");
        }
        OptionalLong hour = options.resilience().maxRowsPerHour();
        if (hour.isPresent() && options.getCount() > hour.getAsLong()) {
            throw new DataMakerException(
                    "count=" + options.getCount() + " is more than maxRowsPerHour=" + hour.getAsLong() + ", and a resumeKey asks for all rows "
                                         + "at once: they would never be granted. Raise maxRowsPerHour, or make several routes, each with a "
                                         + "count within it and a seed and a resumeKey of its own");
        }
    }
}
