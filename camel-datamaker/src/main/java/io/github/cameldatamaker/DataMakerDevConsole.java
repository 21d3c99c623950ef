package io.github.cameldatamaker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.session.DataMakerMetrics;
import io.github.cameldatamaker.session.SharedServices;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * Camel's developer console {@code datamaker}: the budget of each component, what waits and since when, and its followed logs.
 */
@DevConsole(name = "datamaker", displayName = "DataMaker",
        description = "Budget, waiting requests, awaited runs and followed logs")
public class DataMakerDevConsole extends AbstractDevConsole {

    public DataMakerDevConsole() {
        super("camel", "datamaker", "DataMaker", "Budget, waiting requests, awaited runs and followed logs");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        components().forEach(component -> {
            text.append(component.getName()).append(":\n");
            numbers(component.services().metrics()).forEach(
                    (name, value) -> text.append("    ").append(name).append(": ").append(value).append('\n'));
            component.services().metrics().workspaces().forEach(
                    each -> text.append("    budget of ").append(each.baseUrl()).append(": ").append(budget(each)).append('\n'));
            component.services().waits().list().forEach(wait -> text.append("    ").append(wait).append('\n'));
            component.services().metrics().followedLogs().forEach(
                    (log, since) -> text.append("    log: ").append(log).append(" since ").append(since).append('\n'));
        });
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        components().forEach(component -> {
            SharedServices services = component.services();
            JsonObject json = new JsonObject(numbers(services.metrics()));
            JsonArray budgets = new JsonArray();
            services.metrics().workspaces().forEach(each -> {
                JsonObject one = new JsonObject(budget(each));
                one.put("baseUrl", each.baseUrl());
                budgets.add(one);
            });
            json.put("budgets", budgets);
            JsonArray waits = new JsonArray();
            services.waits().list().forEach(wait -> {
                JsonObject one = new JsonObject();
                one.put("kind", wait.kind());
                one.put("what", wait.what());
                one.put("since", wait.since().toString());
                one.put("exchangeId", wait.exchangeId());
                if (wait.routeId() != null) {
                    one.put("routeId", wait.routeId());
                }
                waits.add(one);
            });
            json.put("waits", waits);
            JsonArray logs = new JsonArray();
            services.metrics().followedLogs().forEach((log, since) -> {
                JsonObject one = new JsonObject();
                one.put("log", log);
                one.put("since", since.toString());
                logs.add(one);
            });
            json.put("followedLogs", logs);
            root.put(component.getName(), json);
        });
        return root;
    }

    private List<DataMakerComponent> components() {
        return getCamelContext().getComponentNames().stream().sorted()
                .map(name -> getCamelContext().hasComponent(name)).filter(DataMakerComponent.class::isInstance)
                .map(DataMakerComponent.class::cast).filter(component -> component.services() != null).toList();
    }

    private static Map<String, Object> budget(DataMakerMetrics.WorkspaceState workspace) {
        Map<String, Object> budget = new LinkedHashMap<>();
        workspace.budget().requestsLeft().ifPresent(left -> budget.put("requestsLeft", left));
        budget.put("rowsUsed", workspace.budget().rowsUsed());
        workspace.budget().rowsLeft().ifPresent(left -> budget.put("rowsLeft", left));
        return budget;
    }

    private static Map<String, Object> numbers(DataMakerMetrics metrics) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("requests", metrics.getRequests());
        numbers.put("retries", metrics.getRetries());
        numbers.put("rows", metrics.getRows());
        numbers.put("requestsLeft", metrics.getRequestsLeft());
        numbers.put("rowsUsed", metrics.getRowsUsed());
        numbers.put("rowsLeft", metrics.getRowsLeft());
        numbers.put("requestsWaiting", metrics.getRequestsWaiting());
        numbers.put("runsAwaited", metrics.getRunsAwaited());
        numbers.put("logConnections", metrics.getLogConnections());
        numbers.put("logReconnects", metrics.getLogReconnects());
        return numbers;
    }
}
