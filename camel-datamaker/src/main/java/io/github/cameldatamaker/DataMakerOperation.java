package io.github.cameldatamaker;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.generate.OutputType;
import io.github.cameldatamaker.operation.ExchangeOptions;
import io.github.cameldatamaker.operation.GeneratedDataBody;
import io.github.cameldatamaker.operation.PathId;
import io.github.cameldatamaker.operation.PlanBody;
import io.github.cameldatamaker.operation.RequestContent;
import io.github.cameldatamaker.operation.ResultBody;
import org.apache.camel.Exchange;

/**
 * The operations, spelled as in URIs, each with its row of the REST contract (method and path), what its request carries, and
 * what its response becomes. The placeholders of a path are the ids that the operation needs.
 */
public enum DataMakerOperation {

    /** Generates rows. */
    generate("POST", "/templates/{template}/generate", RequestContent::generate, GeneratedDataBody::set),
    /** Generates three rows, without a debit. */
    preview("POST", "/templates/{template}/preview", RequestContent::preview, GeneratedDataBody::set),

    /** Cuts a large generation into chunks, and says what it will cost. */
    plan("POST", "/templates/{template}/preview", RequestContent::plan, PlanBody::set),

    /** Lists the templates of the project. */
    listTemplates("GET", "/templates", RequestContent::page, ResultBody::list),
    /** Creates a template from the body. */
    createTemplate("POST", "/templates", RequestContent::document, ResultBody::document),
    /** Reads a template, or with templateVersion a version of it. */
    getTemplate("GET", "/templates/{template}", RequestContent::nothing, ResultBody::document),
    /** Updates the fields that the body has; makes a new version. */
    updateTemplate("PATCH", "/templates/{template}", RequestContent::document, ResultBody::document),
    /** Deletes a template; the service keeps it aside. */
    deleteTemplate("DELETE", "/templates/{template}", RequestContent::nothing, ResultBody::unchanged),
    /** Lists the versions of a template. */
    listTemplateVersions("GET", "/templates/{template}/versions", RequestContent::page, ResultBody::list),

    /** Lists the scenarios. */
    listScenarios("GET", "/scenarios", RequestContent::page, ResultBody::list),
    /** Creates a scenario from the body. */
    createScenario("POST", "/scenarios", RequestContent::document, ResultBody::document),
    /** Replaces the code of a scenario by the body. */
    updateScenario("PUT", "/scenarios/{scenario}", RequestContent::document, ResultBody::document),
    /** Starts a run, once: its answer is read by who starts it. */
    runScenario("POST", "/scenarios/{scenario}/run", RequestContent::run, ResultBody::run),
    /** Lists the runs of a scenario. */
    listRuns("GET", "/scenarios/{scenario}/runs", RequestContent::page, ResultBody::list),
    /** Reads a run. */
    getRun("GET", "/scenarios/{scenario}/runs/{run}", RequestContent::look, ResultBody::run),
    /** Waits for a run that was started elsewhere. */
    awaitRun("GET", "/scenarios/{scenario}/runs/{run}", RequestContent::look, ResultBody::run),
    /** Cancels a run. */
    cancelRun("DELETE", "/scenarios/{scenario}/runs/{run}", RequestContent::nothing, ResultBody::unchanged),
    /** Reads the log of a run as text. */
    getRunLogs("GET", "/scenarios/{scenario}/runs/{run}/logs", RequestContent::text, ResultBody::text),
    /** Emits the statuses of runs; a route begins with it. */
    runs("GET", "/scenarios/{scenario}/runs", RequestContent::look, ResultBody::list),
    /** Emits the logs of runs, line by line; a route begins with it. */
    logs("GET", "/scenarios/{scenario}/runs/{run}/logs", RequestContent::text, ResultBody::text),

    /** Lists the connections. */
    listConnections("GET", "/connections", RequestContent::page, ResultBody::list),
    /** Creates a connection from the body. */
    createConnection("POST", "/connections", RequestContent::document, ResultBody::document),
    /** Checks a connection again; a check that fails is a result, not an error. */
    verifyConnection("POST", "/connections/{connection}/verify", RequestContent::nothing, ResultBody::document),
    /** Reads what is known of the other side: its parsed schema. */
    getConnectionMetadata("GET", "/connections/{connection}/metadata", RequestContent::nothing, ResultBody::document),

    /** Lists the saved sets. */
    listSets("GET", "/sets", RequestContent::page, ResultBody::list),
    /** Saves the rows of the body as a set; a name that is in use gets a new version. */
    saveSet("POST", "/sets", RequestContent::rows, ResultBody::document, PathId.set),
    /** Loads the rows of a set. */
    loadSet("GET", "/sets/{set}", RequestContent::nothing, GeneratedDataBody::setSaved),
    /** Deletes a set. */
    deleteSet("DELETE", "/sets/{set}", RequestContent::nothing, ResultBody::unchanged),

    /** Lists the files of the workspace. */
    listFiles("GET", "/workspace/files", RequestContent::page, ResultBody::list),
    /** Uploads the body as a file. */
    uploadFile("POST", "/workspace/files", RequestContent::file, ResultBody::document, PathId.file),
    /** Downloads a file as a stream. */
    downloadFile("GET", "/workspace/files/{file}", RequestContent::nothing, ResultBody::stream),
    /** Deletes a file. */
    deleteFile("DELETE", "/workspace/files/{file}", RequestContent::nothing, ResultBody::unchanged);

    private static final Set<DataMakerOperation> CONSUMED_ONLY = EnumSet.of(runs, logs);
    private static final Set<OutputType> OF_LISTS = Set.of(OutputType.Iterator, OutputType.List);

    private final String method;
    private final String path;
    private final Content content;
    private final Result result;
    private final List<PathId> ids;

    DataMakerOperation(String method, String path, Content content, Result result, PathId... inBody) {
        this.method = method;
        this.path = path;
        this.content = content;
        this.result = result;
        this.ids = Stream.concat(
                Pattern.compile("\\{(\\w+)}").matcher(path).results().map((MatchResult found) -> PathId.valueOf(found.group(1))),
                Arrays.stream(inBody)).toList();
    }

    /** Adds to a request what the operation carries. */
    @FunctionalInterface
    public interface Content {

        ApiRequest addTo(ApiRequest request, ExchangeOptions options);
    }

    /** Makes body and headers of a response, and sees to it that it is closed. */
    @FunctionalInterface
    public interface Result {

        void set(Exchange exchange, ExchangeOptions options, ApiResponse response);
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The ids it needs, in the order of its path. */
    public List<PathId> ids() {
        return ids;
    }

    public Content content() {
        return content;
    }

    public Result result() {
        return result;
    }

    /** Whether its response is rows or bytes of generated or saved data. */
    boolean givesRows() {
        return this == generate || this == preview || this == loadSet;
    }

    /** Whether its result may hold a connection until it is read. */
    boolean givesOpenBody() {
        return givesRows() || this == downloadFile;
    }

    /** Whether the template may be one of an earlier version. */
    public boolean takesVersion() {
        return this == generate || this == preview || this == plan || this == getTemplate;
    }

    /** The outputTypes that say something about its result. */
    Set<OutputType> outputTypes() {
        if (givesRows()) {
            return Set.of(OutputType.values());
        }
        return name().startsWith("list") || this == plan ? OF_LISTS : Set.of();
    }

    /** Whether its result may be waited for after its response. */
    boolean mayAwaitRun() {
        return this == runScenario || this == awaitRun;
    }

    /** Whether {@code from("datamaker:...")} knows it. */
    public boolean isConsumable() {
        return this == generate || CONSUMED_ONLY.contains(this);
    }

    /** Whether {@code to("datamaker:...")} knows it. */
    public boolean isProducible() {
        return !CONSUMED_ONLY.contains(this);
    }

    /** The names of those that a route can begin with, or have further on. */
    public static String names(Predicate<DataMakerOperation> possible) {
        return Arrays.stream(values()).filter(possible).map(which -> "datamaker:" + which).collect(Collectors.joining(", "));
    }
}
