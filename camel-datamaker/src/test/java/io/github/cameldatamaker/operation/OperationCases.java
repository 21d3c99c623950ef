package io.github.cameldatamaker.operation;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.generate.GeneratedData;

/** The operations against their rows of the contract: at least one case for each. */
final class OperationCases {

    private static final String ROWS = "[{\"a\":1},{\"a\":2}]";
    private static final List<Map<String, Integer>> AS_MAPS = List.of(Map.of("a", 1), Map.of("a", 2));
    private static final String KEPT = "the body before";

    private OperationCases() {
    }

    static Stream<OperationCase> all() {
        return Stream.of(generating(), templates(), scenarios(), connections(), sets(), files()).flatMap(group -> group);
    }

    private static Stream<OperationCase> generating() {
        return Stream.of(
                OperationCase.of(DataMakerOperation.generate, "template=tmpl_1&count=2&seed=s&override.country=DE")
                        .sends("POST", "/templates/tmpl_1/generate").accept("application/json")
                        .json("{'count':2,'format':'json','seed':'s','overrides':{'country':'DE'}}")
                        .answered(200, ROWS).gives(GeneratedData.class, AS_MAPS).sets("CamelDataMakerGeneratedSeed", "s"),
                OperationCase.of(DataMakerOperation.generate, "template=tmpl_1&templateVersion=3&count=2&format=csv")
                        .sends("POST", "/templates/tmpl_1@v3/generate").accept("text/csv").json("{'count':2,'format':'csv'}")
                        .answered(200, "text/csv", "a\n1\n2\n")
                        .gives(GeneratedData.class, List.of(Map.of("a", "1"), Map.of("a", "2")))
                        .sets("CamelDataMakerGeneratedVersion", 3),
                OperationCase.of(DataMakerOperation.preview, "template=tmpl_1&seed=s")
                        .header("CamelDataMakerOverrides", Map.of("x", 1))
                        .sends("POST", "/templates/tmpl_1/preview").accept("application/json")
                        .json("{'seed':'s','overrides':{'x':1}}")
                        .answered(200, ROWS).gives(GeneratedData.class, AS_MAPS),
                OperationCase
                        .of(DataMakerOperation.plan,
                                "template=tmpl_1&templateVersion=3&count=5&chunkSize=3&seed=s&outputType=List")
                        .sends("POST", "/templates/tmpl_1@v3/preview").accept("application/json").json("{'seed':'s'}")
                        .answered(200, ROWS)
                        .gives(List.class, List.of(
                                new ChunkPlan("tmpl_1", 3, 5, 3, "s", Map.of()).chunk(0),
                                new ChunkPlan("tmpl_1", 3, 5, 3, "s", Map.of()).chunk(1)))
                        .sets("CamelDataMakerGeneratedVersion", 3).sets("CamelDataMakerGeneratedSeed", "s")
                        .sets("CamelDataMakerPlan", Map.of("rows", 5L, "requests", 2, "chunkSize", 3L)));
    }

    private static Stream<OperationCase> templates() {
        String template = "{\"id\":\"tmpl_1\",\"version\":7,\"fields\":[]}";
        Map<String, Object> asMap = Map.of("id", "tmpl_1", "version", 7, "fields", List.of());
        return Stream.of(
                listed(DataMakerOperation.listTemplates, "", "/templates"),
                OperationCase.of(DataMakerOperation.createTemplate, "").body(Map.of("name", "Kunde"))
                        .sends("POST", "/templates").json("{'name':'Kunde'}").answered(201, template).gives(Map.class, asMap),
                OperationCase.of(DataMakerOperation.getTemplate, "template=tmpl_1")
                        .sends("GET", "/templates/tmpl_1").answered(200, template).gives(Map.class, asMap),
                OperationCase.of(DataMakerOperation.getTemplate, "template=tmpl_1").header("CamelDataMakerTemplateVersion", 3)
                        .sends("GET", "/templates/tmpl_1@v3").answered(200, template).gives(Map.class, asMap),
                OperationCase.of(DataMakerOperation.updateTemplate, "template=tmpl_1").body("{\"name\": \"Käufer\"}")
                        .sends("PATCH", "/templates/tmpl_1").json("{'name':'Käufer'}").answered(200, template)
                        .gives(Map.class, asMap),
                deleted(DataMakerOperation.deleteTemplate, "template=tmpl_1", "/templates/tmpl_1"),
                listed(DataMakerOperation.listTemplateVersions, "template=tmpl_1", "/templates/tmpl_1/versions"));
    }

    private static Stream<OperationCase> scenarios() {
        String scenario = "{\"id\":\"scn_1\",\"code\":\"print(1)\"}";
        Map<String, Object> asMap = Map.of("id", "scn_1", "code", "print(1)");
        String ids = "scenario=scn_1&run=run_9";
        return Stream.of(
                listed(DataMakerOperation.listScenarios, "", "/scenarios"),
                OperationCase.of(DataMakerOperation.createScenario, "").body(Map.of("name", "n", "code", "print(1)"))
                        .sends("POST", "/scenarios").json("{'name':'n','code':'print(1)'}").answered(201, scenario)
                        .gives(Map.class, asMap),
                OperationCase.of(DataMakerOperation.updateScenario, "scenario=scn_1").body(Map.of("code", "print(1)"))
                        .sends("PUT", "/scenarios/scn_1").json("{'code':'print(1)'}").answered(200, scenario)
                        .gives(Map.class, asMap),
                run(OperationCase.of(DataMakerOperation.runScenario, "scenario=scn_1&param.size=500&param.a.b=x&runKey=k")
                        .header("CamelDataMakerParams", Map.of("size", 7, "list", List.of(1, true)))
                        .sends("POST", "/scenarios/scn_1/run")
                        .json("{'params':{'size':'7','a.b':'x','list':'[1,true]','camel_datamaker_run_key':'k'},'wait':'false'}"),
                        202, "id", "running"),
                run(OperationCase.of(DataMakerOperation.runScenario, "scenario=scn_1&wait=server")
                        .header("CamelDataMakerRunKey", "k2")
                        .sends("POST", "/scenarios/scn_1/run").json("{'params':{'camel_datamaker_run_key':'k2'},'wait':'true'}"),
                        200, "jobId", "done"),
                listed(DataMakerOperation.listRuns, "scenario=scn_1", "/scenarios/scn_1/runs"),
                run(OperationCase.of(DataMakerOperation.getRun, ids).sends("GET", "/scenarios/scn_1/runs/run_9"), 200, "run_id",
                        "paused"),
                run(OperationCase.of(DataMakerOperation.awaitRun, ids).sends("GET", "/scenarios/scn_1/runs/run_9"), 200, "runId",
                        "done"),
                deleted(DataMakerOperation.cancelRun, ids, "/scenarios/scn_1/runs/run_9"),
                OperationCase.of(DataMakerOperation.getRunLogs, ids)
                        .sends("GET", "/scenarios/scn_1/runs/run_9/logs").accept("text/plain")
                        .answered(200, "text/plain; charset=utf-8", "erste\nzweite ü\n")
                        .gives(String.class, "erste\nzweite ü\n"));
    }

    private static Stream<OperationCase> connections() {
        return Stream.of(
                listed(DataMakerOperation.listConnections, "", "/connections"),
                OperationCase.of(DataMakerOperation.createConnection, "")
                        .body("{\"type\":\"postgres\"}".getBytes(StandardCharsets.UTF_8))
                        .sends("POST", "/connections").json("{'type':'postgres'}")
                        .answered(201, "{\"id\":\"conn_1\"}").gives(Map.class, Map.of("id", "conn_1")),
                OperationCase.of(DataMakerOperation.verifyConnection, "connection=conn_1").body(KEPT)
                        .sends("POST", "/connections/conn_1/verify")
                        .answered(200, "{\"ok\":true}").gives(Map.class, Map.of("ok", true)),
                OperationCase.of(DataMakerOperation.getConnectionMetadata, "connection=conn_1")
                        .sends("GET", "/connections/conn_1/metadata")
                        .answered(200, "{\"entitySets\":[]}").gives(Map.class, Map.of("entitySets", List.of())));
    }

    private static Stream<OperationCase> sets() {
        return Stream.of(
                listed(DataMakerOperation.listSets, "", "/sets"),
                OperationCase.of(DataMakerOperation.saveSet, "set=golden").body(AS_MAPS)
                        .sends("POST", "/sets").json("{'name':'golden','rows':[{'a':1},{'a':2}]}")
                        .answered(201, "{\"name\":\"golden\",\"version\":2}")
                        .gives(Map.class, Map.of("name", "golden", "version", 2)),
                OperationCase.of(DataMakerOperation.loadSet, "set=golden set")
                        .sends("GET", "/sets/golden%20set")
                        .answered(200, "{\"name\":\"golden set\",\"version\":2,\"rows\":" + ROWS + "}")
                        .gives(GeneratedData.class, AS_MAPS)
                        .sets("CamelDataMakerLoadedSet", "golden set").sets("CamelDataMakerLoadedVersion", 2),
                deleted(DataMakerOperation.deleteSet, "set=golden", "/sets/golden"));
    }

    private static Stream<OperationCase> files() {
        return Stream.of(
                listed(DataMakerOperation.listFiles, "", "/workspace/files"),
                OperationCase.of(DataMakerOperation.uploadFile, "file=lookups/plz.txt").body("Köln")
                        .sends("POST", "/workspace/files").content("multipart/form-data", """
                                --BOUNDARY\r
                                Content-Disposition: form-data; name="name"\r
                                \r
                                lookups/plz.txt\r
                                --BOUNDARY\r
                                Content-Disposition: form-data; name="file"; filename="plz.txt"\r
                                Content-Type: application/octet-stream\r
                                \r
                                Köln\r
                                --BOUNDARY--\r
                                """)
                        .answered(201, "{\"name\":\"lookups/plz.txt\",\"size\":5}")
                        .gives(Map.class, Map.of("name", "lookups/plz.txt", "size", 5)),
                OperationCase.of(DataMakerOperation.downloadFile, "file=lookups/plz.txt")
                        .sends("GET", "/workspace/files/lookups%2Fplz.txt")
                        .answered(200, "text/plain", "Köln").gives(InputStream.class, "Köln"),
                deleted(DataMakerOperation.deleteFile, "file=lookups/plz.txt", "/workspace/files/lookups%2Fplz.txt"));
    }

    private static OperationCase listed(DataMakerOperation operation, String options, String path) {
        return OperationCase.of(operation, "cursor=RAW(eyJ+/=)" + (options.isEmpty() ? "" : "&" + options))
                .sends("GET", path + "?cursor=eyJ%2B%2F%3D").body(KEPT)
                .answered(200, "{\"items\":[{\"id\":\"x\"}],\"next_cursor\":null,\"total\":142}")
                .gives(Iterator.class, List.of(Map.of("id", "x"))).sets("CamelDataMakerTotal", 142L);
    }

    private static OperationCase deleted(DataMakerOperation operation, String options, String path) {
        return OperationCase.of(operation, options).body(KEPT).sends("DELETE", path).answered(204, null, null).gives(String.class,
                KEPT);
    }

    private static OperationCase run(OperationCase operation, int status, String id, String run) {
        return operation.answered(status, "{\"" + id + "\":\"run_9\",\"status\":\"" + run + "\"}")
                .gives(Map.class, Map.of(id, "run_9", "status", run))
                .sets("CamelDataMakerRun", "run_9").sets("CamelDataMakerRunStatus", run);
    }
}
