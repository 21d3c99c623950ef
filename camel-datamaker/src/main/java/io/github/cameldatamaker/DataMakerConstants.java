package io.github.cameldatamaker;

import org.apache.camel.spi.Metadata;

/**
 * The headers of the component. Those that take an option's name override it for their exchange; the others are set on
 * results, where the service says so.
 */
public final class DataMakerConstants {

    @Metadata(label = "producer", description = "The operation of this exchange, instead of the one in the URI. Removed once read.",
              javaType = "io.github.cameldatamaker.DataMakerOperation")
    public static final String OPERATION = "CamelDataMakerOperation";

    @Metadata(label = "producer", description = "The id of the template.", javaType = "String", important = true)
    public static final String TEMPLATE = "CamelDataMakerTemplate";

    @Metadata(label = "producer", description = "The version of the template to use.", javaType = "Integer")
    public static final String TEMPLATE_VERSION = "CamelDataMakerTemplateVersion";

    @Metadata(label = "producer", description = "How many rows to generate.", javaType = "Long", important = true)
    public static final String COUNT = "CamelDataMakerCount";

    @Metadata(label = "producer", description = "The format to generate: json, csv, sql or xlsx.",
              javaType = "io.github.cameldatamaker.generate.GenerateFormat")
    public static final String FORMAT = "CamelDataMakerFormat";

    @Metadata(label = "producer", description = "The seed: the same seed gives the same rows.", javaType = "String")
    public static final String SEED = "CamelDataMakerSeed";

    @Metadata(label = "producer",
              description = "Values for fields of the template, by name and of any type JSON has. Merged with override.NAME of the "
                            + "URI; where both name a field the header wins.",
              javaType = "Map<String, Object>")
    public static final String OVERRIDES = "CamelDataMakerOverrides";

    @Metadata(label = "producer", description = "The id of the scenario.", javaType = "String")
    public static final String SCENARIO = "CamelDataMakerScenario";

    @Metadata(label = "producer",
              description = "The id of the run. Set by runScenario, awaitRun and getRun, so that what follows goes on with it; a run in the "
                            + "URI wins over it.",
              javaType = "String", important = true)
    public static final String RUN = "CamelDataMakerRun";

    @Metadata(label = "producer",
              description = "Params of a run, by name. Merged with param.NAME of the URI; where both name one the header wins. "
                            + "Values go out as text.",
              javaType = "Map<String, Object>")
    public static final String PARAMS = "CamelDataMakerParams";

    @Metadata(label = "producer", description = "Whether runScenario waits for the run: none, server or poll.",
              javaType = "io.github.cameldatamaker.RunWait")
    public static final String WAIT = "CamelDataMakerWait";

    @Metadata(label = "producer",
              description = "Starts at most one run: runScenario finds the run again that was started with the same key.",
              javaType = "String")
    public static final String RUN_KEY = "CamelDataMakerRunKey";

    @Metadata(label = "producer", description = "The id of the connection.", javaType = "String")
    public static final String CONNECTION = "CamelDataMakerConnection";

    @Metadata(label = "producer", description = "The name of the saved set.", javaType = "String")
    public static final String SET = "CamelDataMakerSet";

    @Metadata(label = "producer", description = "The name of the workspace file.", javaType = "String")
    public static final String FILE = "CamelDataMakerFile";

    @Metadata(label = "producer", description = "Where in a list to start: the cursor of a page.", javaType = "String")
    public static final String CURSOR = "CamelDataMakerCursor";

    @Metadata(label = "result", description = "The status of the run, as the service says it.", javaType = "String")
    public static final String RUN_STATUS = "CamelDataMakerRunStatus";

    @Metadata(label = "result", description = "How many items the list has on all.", javaType = "Long")
    public static final String TOTAL = "CamelDataMakerTotal";

    @Metadata(label = "result", description = "The cursor of the list's second page; not set on the last page, and not for outputType=List.",
              javaType = "String")
    public static final String NEXT_CURSOR = "CamelDataMakerNextCursor";

    @Metadata(label = "result", description = "The name of the set whose rows were loaded.", javaType = "String")
    public static final String LOADED_SET = "CamelDataMakerLoadedSet";

    @Metadata(label = "result", description = "The version of the set whose rows were loaded.", javaType = "Integer")
    public static final String LOADED_VERSION = "CamelDataMakerLoadedVersion";

    @Metadata(label = "result", description = "The version of the template that the rows were made with.", javaType = "Integer")
    public static final String GENERATED_VERSION = "CamelDataMakerGeneratedVersion";

    @Metadata(label = "result",
              description = "What a plan will cost: rows, requests, chunkSize, and where maxRowsPerHour is set also hours and earliestFinish.",
              javaType = "Map<String, Object>")
    public static final String PLAN = "CamelDataMakerPlan";

    @Metadata(label = "result", description = "Which chunk of a plan the rows are, from 0.", javaType = "Integer")
    public static final String CHUNK_INDEX = "CamelDataMakerChunkIndex";

    @Metadata(label = "result", description = "The number of the first row in the whole generation, from 0.", javaType = "Long")
    public static final String FIRST_ROW = "CamelDataMakerFirstRow";

    @Metadata(label = "result",
              description = "The seed that the rows were generated with: the one that was asked for, or ours. With it the same rows come again.",
              javaType = "String")
    public static final String GENERATED_SEED = "CamelDataMakerGeneratedSeed";

    @Metadata(label = "result", description = "The content type of the response.", javaType = "String")
    public static final String CONTENT_TYPE = "CamelDataMakerContentType";

    @Metadata(label = "result", description = "The service's id of the request, for a support ticket.", javaType = "String")
    public static final String REQUEST_ID = "CamelDataMakerRequestId";

    @Metadata(label = "result", description = "How many requests are left in this minute.", javaType = "Long")
    public static final String RATE_LIMIT_REMAINING = "CamelDataMakerRateLimitRemaining";

    @Metadata(label = "result", description = "When the minute ends, in epoch seconds.", javaType = "Long")
    public static final String RATE_LIMIT_RESET = "CamelDataMakerRateLimitReset";

    @Metadata(label = "consumer",
              description = "With resumeKey: what names the row for good, made of template, version, seed and the row's index. Of a List of "
                            + "rows it names the first, and so the List.",
              javaType = "String", important = true)
    public static final String ROW_ID = "CamelDataMakerRowId";

    @Metadata(label = "consumer", description = "The status of the run before this one; absent when it was not seen before.",
              javaType = "String")
    public static final String PREVIOUS_STATUS = "CamelDataMakerPreviousStatus";

    @Metadata(label = "consumer", description = "The number of the line in its log, from 1.", javaType = "Long")
    public static final String LINE_NUMBER = "CamelDataMakerLineNumber";

    @Metadata(label = "consumer", description = "The id of the event that brought the line; absent in the plain log.", javaType = "String")
    public static final String EVENT_ID = "CamelDataMakerEventId";

    @Metadata(label = "consumer", description = "The level of a line that is a structured record: a JSON object with a level.",
              javaType = "String")
    public static final String LEVEL = "CamelDataMakerLevel";

    @Metadata(label = "consumer", description = "The fields of a line that is a structured record.", javaType = "Map<String, Object>")
    public static final String FIELDS = "CamelDataMakerFields";

    @Metadata(label = "consumer", description = "Set to true on a line that was longer than maxLineSize, and is cut.",
              javaType = "Boolean")
    public static final String LINE_TRUNCATED = "CamelDataMakerLineTruncated";

    private DataMakerConstants() {
    }
}
