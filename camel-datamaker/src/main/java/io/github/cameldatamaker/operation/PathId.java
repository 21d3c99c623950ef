package io.github.cameldatamaker.operation;

import java.util.function.Function;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerConstants;

/**
 * The ids and names in paths of the contract. Each is an option and a header of the same name.
 */
enum PathId {

    template(DataMakerConstants.TEMPLATE, DataMakerConfiguration::getTemplate),
    scenario(DataMakerConstants.SCENARIO, DataMakerConfiguration::getScenario),
    run(DataMakerConstants.RUN, DataMakerConfiguration::getRun),
    connection(DataMakerConstants.CONNECTION, DataMakerConfiguration::getConnection),
    set(DataMakerConstants.SET, DataMakerConfiguration::getSet),
    file(DataMakerConstants.FILE, DataMakerConfiguration::getFile);

    private final String header;
    private final Function<DataMakerConfiguration, String> option;

    PathId(String header, Function<DataMakerConfiguration, String> option) {
        this.header = header;
        this.option = option;
    }

    String header() {
        return header;
    }

    String option(DataMakerConfiguration configuration) {
        return option.apply(configuration);
    }

    /** A result also sets the run, for the next endpoint. A run in the endpoint's own URI wins. */
    boolean optionWins() {
        return this == run;
    }
}
