package io.github.cameldatamaker;

import org.apache.camel.spi.Metadata;

/**
 * The headers of the component. A header with an option's name overrides the option for its exchange. The component sets the
 * others on results, if the service sends their values.
 */
public final class DataMakerConstants {

    @Metadata(label = "producer",
            description = "The operation of this exchange, instead of the one in the URI. The endpoint "
                    + "removes the header when it has read it.",
            javaType = "io.github.cameldatamaker.DataMakerOperation")
    public static final String OPERATION = "CamelDataMakerOperation";

    @Metadata(label = "producer", description = "The id of the template.", javaType = "String", important = true)
    public static final String TEMPLATE = "CamelDataMakerTemplate";

    @Metadata(label = "producer", description = "The version of the template to use.", javaType = "Integer")
    public static final String TEMPLATE_VERSION = "CamelDataMakerTemplateVersion";

    @Metadata(label = "producer", description = "The number of rows to generate.", javaType = "Long", important = true)
    public static final String COUNT = "CamelDataMakerCount";

    @Metadata(label = "producer", description = "The format to generate: json, csv, sql or xlsx.",
            javaType = "io.github.cameldatamaker.generate.GenerateFormat")
    public static final String FORMAT = "CamelDataMakerFormat";

    @Metadata(label = "producer",
            description = "The seed of the rows: the same seed gives the same rows.", javaType = "String")
    public static final String SEED = "CamelDataMakerSeed";

    @Metadata(label = "producer",
            description = "Values for fields of the template, by name, of any JSON type. They are merged "
                    + "with override.NAME of the URI; the header wins.",
            javaType = "Map<String, Object>")
    public static final String OVERRIDES = "CamelDataMakerOverrides";

    @Metadata(label = "producer", description = "The id of the scenario.", javaType = "String")
    public static final String SCENARIO = "CamelDataMakerScenario";

    @Metadata(label = "producer",
            description = "The id of the run. runScenario, awaitRun and getRun set it for the next steps; a "
                    + "run in the URI wins over it.",
            javaType = "String", important = true)
    public static final String RUN = "CamelDataMakerRun";

    @Metadata(label = "producer",
            description = "Params of a run, by name; values go out as text. They are merged with param.NAME "
                    + "of the URI; the header wins.",
            javaType = "Map<String, Object>")
    public static final String PARAMS = "CamelDataMakerParams";

    @Metadata(label = "producer",
            description = "How runScenario waits for the run: none, server or poll.",
            javaType = "io.github.cameldatamaker.RunWait")
    public static final String WAIT = "CamelDataMakerWait";

    @Metadata(label = "producer",
            description = "A key that starts at most one run. If a run with the same key is running or has "
                    + "succeeded, runScenario returns that run.",
            javaType = "String")
    public static final String RUN_KEY = "CamelDataMakerRunKey";

    @Metadata(label = "producer", description = "The id of the connection.", javaType = "String")
    public static final String CONNECTION = "CamelDataMakerConnection";

    @Metadata(label = "producer", description = "The name of the saved set.", javaType = "String")
    public static final String SET = "CamelDataMakerSet";

    @Metadata(label = "producer", description = "The name of the workspace file.", javaType = "String")
    public static final String FILE = "CamelDataMakerFile";

    @Metadata(label = "producer", description = "The cursor of the page at which a list starts.", javaType = "String")
    public static final String CURSOR = "CamelDataMakerCursor";

    @Metadata(label = "result", description = "The status of the run, as the service names it.", javaType = "String")
    public static final String RUN_STATUS = "CamelDataMakerRunStatus";

    @Metadata(label = "result", description = "The number of items in the whole list.", javaType = "Long")
    public static final String TOTAL = "CamelDataMakerTotal";

    @Metadata(label = "result",
            description = "The cursor of the list's second page. It is not set on the last page, nor with "
                    + "outputType=List.",
            javaType = "String")
    public static final String NEXT_CURSOR = "CamelDataMakerNextCursor";

    @Metadata(label = "result", description = "The name of the set whose rows were loaded.", javaType = "String")
    public static final String LOADED_SET = "CamelDataMakerLoadedSet";

    @Metadata(label = "result", description = "The version of the set whose rows were loaded.", javaType = "Integer")
    public static final String LOADED_VERSION = "CamelDataMakerLoadedVersion";

    @Metadata(label = "result", description = "The version of the template that made the rows.", javaType = "Integer")
    public static final String GENERATED_VERSION = "CamelDataMakerGeneratedVersion";

    @Metadata(label = "result",
            description = "The cost of a plan: rows, requests and chunkSize. With maxRowsPerHour also hours "
                    + "and earliestFinish.",
            javaType = "Map<String, Object>")
    public static final String PLAN = "CamelDataMakerPlan";

    @Metadata(label = "result", description = "The index of the chunk in its plan, from 0.", javaType = "Integer")
    public static final String CHUNK_INDEX = "CamelDataMakerChunkIndex";

    @Metadata(label = "result",
            description = "The index of the first row in the whole generation, from 0.", javaType = "Long")
    public static final String FIRST_ROW = "CamelDataMakerFirstRow";

    @Metadata(label = "result",
            description = "The seed that made the rows: yours, or a random one of the component. With it "
                    + "the same rows come again.",
            javaType = "String")
    public static final String GENERATED_SEED = "CamelDataMakerGeneratedSeed";

    @Metadata(label = "result", description = "The content type of the response.", javaType = "String")
    public static final String CONTENT_TYPE = "CamelDataMakerContentType";

    @Metadata(label = "result",
            description = "The service's id of the request. Name it in a support ticket.", javaType = "String")
    public static final String REQUEST_ID = "CamelDataMakerRequestId";

    @Metadata(label = "result", description = "The number of requests that are left in this minute.", javaType = "Long")
    public static final String RATE_LIMIT_REMAINING = "CamelDataMakerRateLimitRemaining";

    @Metadata(label = "result", description = "The end of this minute, in epoch seconds.", javaType = "Long")
    public static final String RATE_LIMIT_RESET = "CamelDataMakerRateLimitReset";

    @Metadata(label = "consumer",
            description = "With resumeKey: the stable id of the row, made of template, version, seed and "
                    + "row index. A List of rows has the id of its first row.",
            javaType = "String", important = true)
    public static final String ROW_ID = "CamelDataMakerRowId";

    @Metadata(label = "consumer",
            description = "The status of the run before this one. It is absent if the consumer had not seen "
                    + "the run before.",
            javaType = "String")
    public static final String PREVIOUS_STATUS = "CamelDataMakerPreviousStatus";

    @Metadata(label = "consumer", description = "The number of the line in its log, from 1.", javaType = "Long")
    public static final String LINE_NUMBER = "CamelDataMakerLineNumber";

    @Metadata(label = "consumer",
            description = "The id of the server-sent event that brought the line. It is absent when the log "
                    + "is read as text.",
            javaType = "String")
    public static final String EVENT_ID = "CamelDataMakerEventId";

    @Metadata(label = "consumer",
            description = "The level of a line that is a structured record, which is a JSON object with a "
                    + "level.",
            javaType = "String")
    public static final String LEVEL = "CamelDataMakerLevel";

    @Metadata(label = "consumer", description = "The fields of a line that is a structured record.",
            javaType = "Map<String, Object>")
    public static final String FIELDS = "CamelDataMakerFields";

    @Metadata(label = "consumer",
            description = "true if the line was longer than maxLineSize and was cut.",
            javaType = "Boolean")
    public static final String LINE_TRUNCATED = "CamelDataMakerLineTruncated";

    private DataMakerConstants() {
    }
}
