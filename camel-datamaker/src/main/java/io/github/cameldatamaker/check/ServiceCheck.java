package io.github.cameldatamaker.check;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.github.cameldatamaker.client.ApiBody;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.AuthScheme;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerAuthenticationException;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerConnectionException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.RateLimit;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.StatusMeaning;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service what it has, what the key may do, and in which form the answers come. It generates nothing that counts, and
 * changes nothing. One thread runs it; another may cancel it.
 */
public final class ServiceCheck implements AutoCloseable {

    private static final ApiRequest TEMPLATES = ApiRequest.of("GET", "/templates");
    private static final String WHERE_KEYS_ARE = "the option apiKey, or the environment variable DM_API_KEY";
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_ERROR = 400;
    private static final int PROXY_AUTHENTICATION = 407;

    private final String baseUrl;
    private final AuthScheme configured;
    private final Function<AuthScheme, DataMakerClient> clients;
    private final Findings findings;
    private final long maxSize;
    private final Map<AuthScheme, Asker> askers = new EnumMap<>(AuthScheme.class);
    private boolean isCancelled;

    /**
     * @param configured the scheme that is configured
     * @param clients    makes a client for a scheme. It should neither repeat nor wait for a budget.
     * @param maxSize    the most bytes of an answer that are read into memory
     */
    public ServiceCheck(AuthScheme configured, Function<AuthScheme, DataMakerClient> clients, long maxSize) {
        DataMakerClient client = clients.apply(configured);
        this.baseUrl = client.baseUrl();
        this.configured = configured;
        this.clients = clients;
        this.maxSize = maxSize;
        this.findings = new Findings(client::withoutKey);
        askers.put(configured, new Asker(client, findings, maxSize));
    }

    /** Asks everything. */
    public CheckReport run() {
        Asker asker = asker(configured);
        Outcome outcome = authenticate(asker);
        if (outcome == Outcome.ok) {
            outcome = ask(asker) ? judge(asker) : Outcome.incomplete;
        }
        if (outcome == Outcome.keyRefused) {
            tryOtherScheme().ifPresent(this::ask);
        }
        return new CheckReport(baseUrl, configured, outcome, findings.all());
    }

    private Outcome judge(Asker asker) {
        if (!asker.hasReadAList()) {
            return findings.has(Verdict.refused) ? Outcome.keyRefused
                    : findings.has(Verdict.missing) ? Outcome.notTheService : Outcome.unreachable;
        }
        return findings.has(Verdict.missing) || findings.has(Verdict.refused) || findings.has(Verdict.failed)
                ? Outcome.incomplete : Outcome.ok;
    }

    /** Whether the service is there and accepts the key. */
    private Outcome authenticate(Asker asker) {
        try (ApiResponse response = asker.send(TEMPLATES)) {
            findings.add("key", Verdict.fits, "accepted with authScheme=" + configured);
            addRateHeaders(response.rateLimit());
            return Outcome.ok;
        } catch (DataMakerConnectionException | DataMakerTimeoutException e) {
            findings.add("service", Verdict.failed, e.getMessage(), "Check baseUrl, the network and the proxy options");
            return Outcome.unreachable;
        } catch (DataMakerRateLimitException e) {
            findings.addUsedUp("key", e);
            return Outcome.incomplete;
        } catch (DataMakerApiException e) {
            return refusal(e);
        }
    }

    private Outcome refusal(DataMakerApiException e) {
        if (e.getStatusCode() == UNAUTHORIZED) {
            findings.add("key", Verdict.refused, e.getError().describe());
            return Outcome.keyRefused;
        }
        if (e.getStatusCode() < FIRST_ERROR || e.getStatusCode() == PROXY_AUTHENTICATION) {
            findings.add("service", Verdict.missing, e.getMessage(),
                    "Check baseUrl, the proxy options, and whether a gateway wants headers (httpHeader.NAME)");
            return Outcome.notTheService;
        }
        // The lists will show what is wrong.
        findings.add("key", Verdict.unknown, "the service answers " + e.getStatusCode() + " with authScheme=" + configured);
        return Outcome.ok;
    }

    /** The service under the other scheme, if it accepts the key there. */
    private Optional<Asker> tryOtherScheme() {
        AuthScheme other = configured == AuthScheme.bearer ? AuthScheme.apiKey : AuthScheme.bearer;
        try {
            Asker asker = asker(other);
            try (ApiResponse response = asker.send(TEMPLATES)) {
                findings.add("key", Verdict.tolerated, "accepted with authScheme=" + other,
                        "Set authScheme=" + other + ". What follows was asked with it");
                addRateHeaders(response.rateLimit());
                return Optional.of(asker);
            }
        } catch (DataMakerRateLimitException e) {
            findings.addUsedUp("key", e);
        } catch (DataMakerAuthenticationException e) {
            findings.add("key", Verdict.refused,
                    "not accepted with authScheme=" + other + " either: " + e.getError().describe(), "Check " + WHERE_KEYS_ARE
                            + ", and that the key belongs to " + baseUrl);
        } catch (DataMakerException e) {
            findings.add("key", Verdict.unknown, "could not be tried with authScheme=" + other + ": " + e.getMessage(),
                    "Check " + WHERE_KEYS_ARE);
        }
        return Optional.empty();
    }

    private void addRateHeaders(RateLimit limit) {
        if (limit.remaining().isPresent() && limit.reset().isPresent()) {
            findings.add("budget", Verdict.fits,
                    "X-RateLimit-Remaining (" + limit.remaining().get() + ") and X-RateLimit-Reset are sent");
        } else {
            findings.add("budget", Verdict.tolerated, "X-RateLimit-Remaining and X-RateLimit-Reset are not sent",
                    "The component learns the limits when the service refuses. For rows, set maxRowsPerHour");
        }
    }

    /** Returns whether the budget was enough for all of it. */
    private boolean ask(Asker asker) {
        try {
            askAll(asker);
            return true;
        } catch (DataMakerRateLimitException e) {
            findings.addUsedUp("budget", e);
            return false;
        }
    }

    private void askAll(Asker asker) {
        List<Map<?, ?>> templates = asker.list("templates", TEMPLATES, "listTemplates cannot be used");
        List<Map<?, ?>> scenarios = asker.list(
                "scenarios", ApiRequest.of("GET", "/scenarios"), "Scenarios and runs cannot be used");
        asker.list("connections", ApiRequest.of("GET", "/connections"), "Connections cannot be used");
        asker.list("sets", ApiRequest.of("GET", "/sets"), "listSets cannot be used");
        asker.list("files", ApiRequest.of("GET", "/workspace/files"), "Workspace files cannot be used");
        if (!asker.hasReadAList()) {
            return;
        }
        String nobodys = "camel-datamaker-check-" + UUID.randomUUID();
        asker.errors(ApiRequest.of("GET", "/templates/{template}").withId("template", nobodys));
        asker.changes(ApiRequest.of("DELETE", "/templates/{template}").withId("template", nobodys));
        first(templates).ifPresentOrElse(template -> askOfTemplate(asker, template),
                () -> findings.add("preview", Verdict.unknown, "no template with an id was found", "Create one and check again"));
        first(scenarios).ifPresentOrElse(scenario -> askOfScenario(asker, scenario),
                () -> findings.add("runs", Verdict.unknown, "no scenario with an id was found"));
        findings.add("generate", Verdict.unknown, "not asked, because generated rows count");
    }

    private static Optional<Map<?, ?>> first(List<Map<?, ?>> items) {
        return items.stream().filter(item -> isId(item.get("id"))).findFirst();
    }

    private static boolean isId(@Nullable Object value) {
        return value instanceof Number || value instanceof String text && !text.isBlank();
    }

    private void askOfTemplate(Asker asker, Map<?, ?> template) {
        String id = String.valueOf(template.get("id"));
        asker.rows("preview", ApiRequest.of("POST", "/templates/{template}/preview").withId("template", id)
                .withAccept("application/json").withBody(new ApiBody.Fields(Map.of())).asIdempotent(),
                "preview and plan cannot be used, and perhaps generate");
        asker.list("versions", ApiRequest.of("GET", "/templates/{template}/versions").withId("template", id),
                "listTemplateVersions cannot be used");
        Object version = template.get("version") == null ? 1 : template.get("version");
        asker.object("one version", ApiRequest.of("GET", "/templates/{template}@v{templateVersion}").withId("template", id)
                .withId("templateVersion", String.valueOf(version)), "templateVersion cannot be used");
    }

    private void askOfScenario(Asker asker, Map<?, ?> scenario) {
        String id = String.valueOf(scenario.get("id"));
        List<Map<?, ?>> runs = asker.list("runs", ApiRequest.of("GET", "/scenarios/{scenario}/runs").withId("scenario", id),
                "The consumers of runs and logs cannot be used");
        runs.stream().map(ServiceCheck::run).filter(run -> run.id().isPresent()).findFirst().ifPresentOrElse(
                run -> askOfRun(asker, id, run),
                () -> findings.add("one run", Verdict.unknown, "no run of the first scenario was found"));
    }

    private static Run run(Map<?, ?> item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        item.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return new Run(fields);
    }

    private void askOfRun(Asker asker, String scenario, Run run) {
        asker.object("one run", ApiRequest.of("GET", "/scenarios/{scenario}/runs/{run}").withId("scenario", scenario)
                .withId("run", run.id().orElseThrow()), "getRun, awaitRun and wait cannot be used");
        boolean isKnown = StatusMeaning.of(run.status()) != StatusMeaning.UNKNOWN;
        findings.add("status", isKnown ? Verdict.fits : Verdict.unknown, "a run has the status '" + run.status() + "'",
                isKnown ? "" : "The component takes it for a run that has not finished");
    }

    private synchronized Asker asker(AuthScheme scheme) {
        Asker asker = askers.computeIfAbsent(scheme, other -> new Asker(clients.apply(other), findings, maxSize));
        if (isCancelled) {
            asker.cancel();
        }
        return asker;
    }

    /** Ends a check that another thread runs: it throws a {@link java.util.concurrent.CancellationException}. */
    public synchronized void cancel() {
        isCancelled = true;
        askers.values().forEach(Asker::cancel);
    }

    @Override
    public synchronized void close() {
        askers.values().forEach(Asker::close);
    }
}
