package io.github.cameldatamaker.option;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerConsumerConfiguration;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.DataMakerOperation.Content;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.generate.OutputType;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Finds wrong options of an endpoint before the first exchange. Each message names the option, its value, and what to do.
 */
public final class OptionChecks {

    /** A line is one array, which is a little larger than the line. */
    private static final int LONGEST_LINE = 1024 * 1024 * 1024;

    private final DataMakerOperation operation;
    private final DataMakerConfiguration options;
    private final DataMakerConsumerConfiguration consumer;
    private final OwnOptions own;

    public OptionChecks(
            DataMakerOperation operation, DataMakerConfiguration options, DataMakerConsumerConfiguration consumer,
            OwnOptions own) {
        this.operation = operation;
        this.options = options;
        this.consumer = consumer;
        this.own = own;
    }

    /** For each endpoint, when it is made. */
    public void checkUri() {
        // A user who sets it expects rows in chunks. A value of the component is for plan.
        if (operation.content() != Content.PLAN && own.has("chunkSize", options, DataMakerConfiguration::getChunkSize)) {
            throw new DataMakerException(
                    "chunkSize=" + options.getChunkSize() + " has no meaning in "
                            + "datamaker:" + operation + ". Make the chunks with datamaker:plan, or leave chunkSize out");
        }
    }

    /** For each endpoint, when it starts. */
    public void checkStart() {
        atLeast(1, "batchSize", options.getBatchSize());
        if (options.getMaxInMemorySize() < 1) {
            throw new DataMakerException("maxInMemorySize is " + options.getMaxInMemorySize() + "; it must be at least 1 byte");
        }
        if (options.getCount() != null) {
            atLeast(1, "count", options.getCount());
        }
        if (options.getTemplateVersion() != null) {
            atLeast(1, "templateVersion", options.getTemplateVersion());
        }
        if (options.getProgressInterval() < 0) {
            throw new DataMakerException(
                    "progressInterval is " + options.getProgressInterval() + " ms; it must be 0 (off) or more");
        }
        atLeast(1, "chunkSize", options.getChunkSize());
        if (options.getMaxResumes() < 0) {
            throw new DataMakerException("maxResumes is " + options.getMaxResumes() + "; it must be 0 (never) or more");
        }
        checkOutput(operation, options);
        checkFormat();
        checkConsumerOptions();
        checkResumeOptions();
    }

    /** A format of the component is for generate, and does not matter for other operations. */
    private void checkFormat() {
        if (operation.content() == Content.GENERATE) {
            checkOutput(options.getFormat(), options);
        } else if (operation.result().hasRows()) {
            if (options.getFormat() != GenerateFormat.json && own.has("format", options, DataMakerConfiguration::getFormat)) {
                throw new DataMakerException(
                        "format=" + options.getFormat() + " is for datamaker:generate. datamaker:" + operation
                                + " always gives json: leave format out");
            }
            checkOutput(GenerateFormat.json, options);
        }
    }

    private void checkConsumerOptions() {
        atLeast(1, "maxFollowedRuns", consumer.getMaxFollowedRuns());
        atLeast(1, "maxLineSize", consumer.getMaxLineSize());
        if (consumer.getMaxLineSize() > LONGEST_LINE) {
            throw new DataMakerException("maxLineSize is " + consumer.getMaxLineSize() + "; it must be at most " + LONGEST_LINE);
        }
        String statuses = consumer.getStatuses();
        if (statuses != null && Arrays.stream(statuses.split(",")).anyMatch(String::isBlank)) {
            throw new DataMakerException(
                    "statuses='" + statuses + "' names a blank status. Name statuses such as done, or leave statuses out");
        }
    }

    // Otherwise an option without an effect would be ignored silently.
    private void checkResumeOptions() {
        if (consumer.getResumeKey() != null && !isResumed()) {
            throw new DataMakerException(
                    "resumeKey is empty. Give the generation a name, by which it resumes after a restart, or leave resumeKey out");
        }
        if (!isResumed() && own.has("resumeRepository", options, DataMakerConfiguration::getResumeRepository)) {
            throw new DataMakerException(
                    "resumeRepository needs a resumeKey. Set resumeKey in from(\"datamaker:generate\"), or leave "
                            + "resumeRepository out");
        }
    }

    /** For an endpoint that starts runs: checks that its repository can keep run keys, if it is meant for them. */
    public void checkRunKeys() {
        // An inherited repository may be for consumers. A key in a header is then refused.
        if (options.getRunKey() != null || own.has("stateRepository", options, DataMakerConfiguration::getStateRepository)) {
            sharedRepository(options);
        }
    }

    /** The repository of run keys; null if they are kept in memory. */
    public static @Nullable DataMakerStateRepository sharedRepository(DataMakerConfiguration options) {
        StateRepository<String, String> repository = options.getStateRepository();
        if (repository == null || repository instanceof DataMakerStateRepository) {
            return (DataMakerStateRepository) repository;
        }
        throw new DataMakerException(
                "The stateRepository " + repository.getClass().getSimpleName()
                        + " cannot store a runKey: two processes could start its run "
                        + "twice. Use a DataMakerJdbcStateRepository, a DataMakerFileStateRepository for one process, or none "
                        + "to remember keys in memory");
    }

    /** For {@code to}. */
    public void checkProducer() {
        if (!operation.isProducible()) {
            throw new DataMakerException(
                    "to(\"datamaker:" + operation + "\") is not possible: a route can only begin with it. Possible are "
                            + DataMakerOperation.names(DataMakerOperation::isProducible));
        }
        requireNoResumeKey("to(\"datamaker:" + operation + "\")");
    }

    /** For {@code from}. */
    public void checkConsumer(long delay) {
        if (!operation.isConsumable()) {
            throw new DataMakerException(
                    "from(\"datamaker:" + operation + "\") is not possible. A route can begin with "
                            + DataMakerOperation.names(DataMakerOperation::isConsumable));
        }
        if (operation.content() != Content.GENERATE) {
            requireNoResumeKey("from(\"datamaker:" + operation + "\")");
        }
        // Otherwise Camel would use its own default and poll twice a second.
        atLeast(1, "delay", delay);
    }

    /** For {@code pollEnrich}. */
    public void checkPollingConsumer(long delay) {
        checkConsumer(delay);
        requireNoResumeKey("pollEnrich, poll and ConsumerTemplate: each row would pay for all rows");
        if (operation.content() == Content.GENERATE) {
            checkGenerated(options);
        }
    }

    private void requireNoResumeKey(String uri) {
        if (isResumed()) {
            throw new DataMakerException(
                    "resumeKey=" + consumer.getResumeKey() + " is for from(\"datamaker:generate\") and has no meaning in " + uri);
        }
    }

    /** Whether a generation is emitted row by row and resumes after restarts. */
    public boolean isResumed() {
        return ObjectHelper.isNotEmpty(consumer.getResumeKey());
    }

    /** For a consumer that generates. It has no headers, so the URI must have everything. */
    public static void checkGenerated(DataMakerConfiguration options) {
        if (ObjectHelper.isEmpty(options.getTemplate())) {
            throw new DataMakerException("from(\"datamaker:generate\") needs the option template");
        }
        if (options.getCount() == null) {
            throw new DataMakerException("from(\"datamaker:generate\") needs the option count");
        }
    }

    /** For a consumer of runs or logs. */
    public static void checkScenario(DataMakerOperation operation, DataMakerConfiguration options) {
        if (ObjectHelper.isEmpty(options.getScenario())) {
            throw new DataMakerException(
                    "from(\"datamaker:" + operation + "\") needs the option scenario"
                            + (ObjectHelper.isEmpty(options.getRun()) ? ""
                                    : " beside the option run, because a run belongs to a scenario"));
        }
    }

    /** For a consumer with a resumeKey: what it needs of the other options. */
    public static void checkResumed(DataMakerConfiguration options) {
        checkGenerated(options);
        if (!options.getFormat().hasRows()) {
            throw new DataMakerException(
                    "resumeKey needs rows, but format=" + options.getFormat() + " has none. Use format=json or csv");
        }
        if (options.getOutputType() != null) {
            throw new DataMakerException(
                    "outputType=" + options.getOutputType()
                            + " is for a body with the whole data. With resumeKey a body is a row, or a "
                            + "List of batchSize rows. Leave outputType out");
        }
        OptionalLong hour = options.resilience().maxRowsPerHour();
        if (hour.isPresent() && options.getCount() > hour.getAsLong()) {
            throw new DataMakerException(
                    "count=" + options.getCount() + " is more than maxRowsPerHour=" + hour.getAsLong()
                            + ", but a resumeKey asks for all rows "
                            + "at once, so it would never begin. Raise maxRowsPerHour, or make several routes, each with a "
                            + "smaller count, and its own seed and resumeKey");
        }
    }

    /** Refuses an outputType that the operation's result does not allow. */
    public static void checkOutput(DataMakerOperation operation, DataMakerConfiguration options) {
        OutputType outputType = options.getOutputType();
        Set<OutputType> possible = operation.result().outputTypes();
        if (outputType != null && !possible.contains(outputType)) {
            throw new DataMakerException(
                    "outputType=" + outputType + " is not for datamaker:" + operation
                            + (possible.isEmpty()
                                    ? ", whose result has only one form. Leave it out"
                                    : ", whose result is a list. Use Iterator or List"));
        }
    }

    /** Refuses options that cannot work together, whatever the headers are. */
    public static void checkOutput(GenerateFormat format, DataMakerConfiguration options) {
        OutputType outputType = options.getOutputType();
        boolean bytes = outputType != null && !outputType.ofRows();
        if (outputType != null && outputType.ofRows() && !format.hasRows()) {
            throw new DataMakerException(
                    "outputType=" + outputType + " needs rows, but format=" + format
                            + " has none. Use outputType=Stream or Bytes, "
                            + "or format=json or csv");
        }
        if (outputType == OutputType.String && format == GenerateFormat.xlsx) {
            throw new DataMakerException(
                    "outputType=String needs text, but format=xlsx is a workbook. Use outputType=Stream or Bytes");
        }
        if (options.getBatchSize() > 1 && (bytes || !format.hasRows())) {
            throw new DataMakerException(
                    "batchSize=" + options.getBatchSize() + " makes Lists of rows, but "
                            + (bytes ? "outputType=" + outputType : "format=" + format) + " has no rows");
        }
        if (!"Map".equals(options.getRowType()) && (bytes || !format.hasRows())) {
            throw new DataMakerException(
                    "rowType=" + options.getRowType() + " is the type of a row, but "
                            + (bytes ? "outputType=" + outputType : "format=" + format) + " has no rows");
        }
    }

    private static void atLeast(long least, String option, long value) {
        if (value < least) {
            throw new DataMakerException(option + " is " + value + "; it must be at least " + least);
        }
    }
}
