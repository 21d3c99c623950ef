package io.github.cameldatamaker;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.cameldatamaker.generate.OutputType;

/**
 * The operations, spelled as in URIs. The row of an operation has everything that is special about it: the method and path of the
 * REST contract, the content of its request, the result of its response, and its traits. The placeholders of the path are the ids
 * that the operation needs.
 */
public enum DataMakerOperation {

    /** Generates rows. */
    generate("POST", "/templates/{template}/generate", Content.GENERATE, Result.DATA,
            Set.of(Trait.SEEDED, Trait.VERSIONED, Trait.CONSUMED)),
    /** Generates three rows, which cost nothing. */
    preview("POST", "/templates/{template}/preview", Content.PREVIEW, Result.DATA, Set.of(Trait.VERSIONED)),

    /** Cuts a large generation into chunks, and says what it costs. */
    plan("POST", "/templates/{template}/preview", Content.PLAN, Result.PLAN, Set.of(Trait.SEEDED, Trait.VERSIONED)),

    /** Says what the key may do and how the service answers, and costs no rows. A failed check is a result, not an error. */
    check(Result.DOCUMENT, Trait.SEVERAL_REQUESTS),

    /** Lists the templates of the project. */
    listTemplates("GET", "/templates", Content.PAGE, Result.LIST),
    /** Creates a template from the body. */
    createTemplate("POST", "/templates", Content.DOCUMENT, Result.DOCUMENT),
    /** Reads a template, or with templateVersion a version of it. */
    getTemplate("GET", "/templates/{template}", Content.NOTHING, Result.DOCUMENT, Set.of(Trait.VERSIONED)),
    /** Updates the fields that the body has, and makes a new version. */
    updateTemplate("PATCH", "/templates/{template}", Content.DOCUMENT, Result.DOCUMENT),
    /** Deletes a template. */
    deleteTemplate("DELETE", "/templates/{template}", Content.NOTHING, Result.UNCHANGED),
    /** Lists the versions of a template. */
    listTemplateVersions("GET", "/templates/{template}/versions", Content.PAGE, Result.LIST),

    /** Lists the scenarios. */
    listScenarios("GET", "/scenarios", Content.PAGE, Result.LIST),
    /** Creates a scenario from the body. */
    createScenario("POST", "/scenarios", Content.DOCUMENT, Result.DOCUMENT),
    /** Replaces the code of a scenario by the body. */
    updateScenario("PUT", "/scenarios/{scenario}", Content.DOCUMENT, Result.DOCUMENT),
    /** Starts a run once. */
    runScenario("POST", "/scenarios/{scenario}/run", Content.RUN, Result.RUN),
    /** Lists the runs of a scenario. */
    listRuns("GET", "/scenarios/{scenario}/runs", Content.PAGE, Result.LIST),
    /** Reads a run. */
    getRun("GET", "/scenarios/{scenario}/runs/{run}", Content.POLL, Result.RUN),
    /** Waits for a run that was started elsewhere. */
    awaitRun("GET", "/scenarios/{scenario}/runs/{run}", Content.POLL, Result.AWAITED_RUN),
    /** Cancels a run. */
    cancelRun("DELETE", "/scenarios/{scenario}/runs/{run}", Content.NOTHING, Result.UNCHANGED),
    /** Reads the log of a run as text. */
    getRunLogs("GET", "/scenarios/{scenario}/runs/{run}/logs", Content.TEXT, Result.TEXT, Set.of(Trait.MISSING_IS_EMPTY)),
    /** Emits the statuses of runs; a route begins with it. */
    runs("GET", "/scenarios/{scenario}/runs", Content.POLL, Result.LIST, Set.of(Trait.CONSUMED, Trait.NOT_PRODUCED)),
    /** Emits the logs of runs, line by line; a route begins with it. */
    logs("GET", "/scenarios/{scenario}/runs/{run}/logs", Content.TEXT, Result.TEXT, Set.of(Trait.CONSUMED, Trait.NOT_PRODUCED)),

    /** Lists the connections. */
    listConnections("GET", "/connections", Content.PAGE, Result.LIST),
    /** Creates a connection from the body. */
    createConnection("POST", "/connections", Content.DOCUMENT, Result.DOCUMENT),
    /** Checks a connection again. A failed check is a result, not an error. */
    verifyConnection("POST", "/connections/{connection}/verify", Content.NOTHING, Result.DOCUMENT,
            Set.of(Trait.FAILED_CHECK_IS_RESULT)),
    /** Reads the parsed schema of the system behind a connection. */
    getConnectionMetadata("GET", "/connections/{connection}/metadata", Content.NOTHING, Result.DOCUMENT),

    /** Lists the saved sets. */
    listSets("GET", "/sets", Content.PAGE, Result.LIST),
    /** Saves the rows of the body as a set. An existing name gets a new version. */
    saveSet("POST", "/sets", Content.ROWS, Result.DOCUMENT, Set.of(), "set"),
    /** Loads the rows of a set. */
    loadSet("GET", "/sets/{set}", Content.NOTHING, Result.SAVED_SET),
    /** Deletes a set. */
    deleteSet("DELETE", "/sets/{set}", Content.NOTHING, Result.UNCHANGED),

    /** Lists the files of the workspace. */
    listFiles("GET", "/workspace/files", Content.PAGE, Result.LIST),
    /** Uploads the body as a file. */
    uploadFile("POST", "/workspace/files", Content.FILE, Result.DOCUMENT, Set.of(), "file"),
    /** Downloads a file as a stream. */
    downloadFile("GET", "/workspace/files/{file}", Content.NOTHING, Result.STREAM),
    /** Deletes a file. */
    deleteFile("DELETE", "/workspace/files/{file}", Content.NOTHING, Result.UNCHANGED);

    private final String method;
    private final String path;
    private final Content content;
    private final Result result;
    private final Set<Trait> traits;
    private final List<String> ids;

    /** One without a row in the REST contract. */
    DataMakerOperation(Result result, Trait trait) {
        this("", "", Content.NOTHING, result, Set.of(trait));
    }

    DataMakerOperation(String method, String path, Content content, Result result) {
        this(method, path, content, result, Set.of());
    }

    DataMakerOperation(String method, String path, Content content, Result result, Set<Trait> traits, String... idsInBody) {
        this.method = method;
        this.path = path;
        this.content = content;
        this.result = result;
        this.traits = traits;
        this.ids = Stream.concat(
                Pattern.compile("\\{(\\w+)}").matcher(path).results().map(found -> found.group(1)),
                Arrays.stream(idsInBody)).toList();
    }

    /** The content of a request. */
    public enum Content {
        /** Nothing. */
        NOTHING,
        /** Nothing. Other requests go first. */
        POLL,
        /** Nothing. It asks for text. */
        TEXT,
        /** The cursor of a page. */
        PAGE,
        /** Count, format, seed and overrides. */
        GENERATE,
        /** Seed and overrides. */
        PREVIEW,
        /** Seed and overrides, after the plan was checked. */
        PLAN,
        /** The params of a run. */
        RUN,
        /** The message body as a JSON object. */
        DOCUMENT,
        /** The rows in the message body. */
        ROWS,
        /** The message body as a file. */
        FILE
    }

    /** The result of a response. */
    public enum Result {
        /** Generated rows or bytes. */
        DATA(OutputType.values()),
        /** The rows of a saved set. */
        SAVED_SET(OutputType.values()),
        /** The chunks of a plan. */
        PLAN(OutputType.Iterator, OutputType.List),
        /** The items of all pages. */
        LIST(OutputType.Iterator, OutputType.List),
        /** An object. */
        DOCUMENT,
        /** A run. */
        RUN,
        /** A run that has finished. */
        AWAITED_RUN,
        /** A text. */
        TEXT,
        /** A stream. */
        STREAM,
        /** The body stays as it was. */
        UNCHANGED;

        private final Set<OutputType> outputTypes;

        Result(OutputType... outputTypes) {
            this.outputTypes = Set.of(outputTypes);
        }

        /** The outputTypes that it allows. */
        public Set<OutputType> outputTypes() {
            return outputTypes;
        }

        /** Whether it is generated or saved data. */
        public boolean hasRows() {
            return this == DATA || this == SAVED_SET;
        }

        /** Whether it may hold a connection until it is read. */
        public boolean isOpen() {
            return hasRows() || this == STREAM;
        }
    }

    /** What else is special about an operation. */
    public enum Trait {
        /** Its rows have a seed, which is set on the message. */
        SEEDED,
        /** It accepts an earlier version of the template. */
        VERSIONED,
        /** A route can begin with it. */
        CONSUMED,
        /** A route can only begin with it. */
        NOT_PRODUCED,
        /** A missing result is an empty text, not an error. */
        MISSING_IS_EMPTY,
        /** A failed check is a result, not an error. */
        FAILED_CHECK_IS_RESULT,
        /** It decides itself which requests to send. */
        SEVERAL_REQUESTS
    }

    /** The method of its request; empty if there is no single one. */
    public String method() {
        return method;
    }

    /** The path of its request; empty if there is no single one. */
    public String path() {
        return path;
    }

    /** The names of the ids that it needs, in the order of its path. */
    public List<String> ids() {
        return ids;
    }

    public Content content() {
        return content;
    }

    public Result result() {
        return result;
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether {@code from("datamaker:...")} allows it. */
    public boolean isConsumable() {
        return has(Trait.CONSUMED);
    }

    /** Whether {@code to("datamaker:...")} allows it. */
    public boolean isProducible() {
        return !has(Trait.NOT_PRODUCED);
    }

    /** The names of the operations that match, for a message. */
    public static String names(Predicate<DataMakerOperation> possible) {
        return Arrays.stream(values()).filter(possible).map(which -> "datamaker:" + which).collect(Collectors.joining(", "));
    }
}
