package io.github.cameldatamaker;

import java.util.function.Function;

/**
 * The ids and names that paths of the contract hold, each an option and a header of the same name.
 */
enum ResourceId {

    template(DataMakerConstants.TEMPLATE, DataMakerConfiguration::getTemplate),
    scenario(DataMakerConstants.SCENARIO, DataMakerConfiguration::getScenario),
    run(DataMakerConstants.RUN, DataMakerConfiguration::getRun),
    connection(DataMakerConstants.CONNECTION, DataMakerConfiguration::getConnection),
    set(DataMakerConstants.SET, DataMakerConfiguration::getSet),
    file(DataMakerConstants.FILE, DataMakerConfiguration::getFile);

    private final String header;
    private final Function<DataMakerConfiguration, String> option;

    ResourceId(String header, Function<DataMakerConfiguration, String> option) {
        this.header = header;
        this.option = option;
    }

    String header() {
        return header;
    }

    String option(DataMakerConfiguration configuration) {
        return option.apply(configuration);
    }

    /** A run is also what a result names: a following endpoint takes it, unless its own URI says which. */
    boolean optionWins() {
        return this == run;
    }
}
