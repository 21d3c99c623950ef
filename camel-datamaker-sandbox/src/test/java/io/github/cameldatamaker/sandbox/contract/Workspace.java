package io.github.cameldatamaker.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The workspace on which the contract is tried. It may be in use: what the suite creates there it deletes again, and it searches
 * all pages of a list, which may have any order.
 */
final class Workspace {

    /** The rows of the contract. Each is used by a test. */
    static final List<String> ROWS = List.of(
            "GET /templates", "POST /templates", "GET /templates/{}", "PATCH /templates/{}", "DELETE /templates/{}",
            "GET /templates/{}/versions", "GET /templates/{}@v{}", "POST /templates/{}/generate", "POST /templates/{}/preview",
            "GET /scenarios", "POST /scenarios", "PUT /scenarios/{}", "POST /scenarios/{}/run", "GET /scenarios/{}/runs",
            "GET /scenarios/{}/runs/{}", "GET /scenarios/{}/runs/{}/logs", "DELETE /scenarios/{}/runs/{}", "GET /connections",
            "POST /connections", "POST /connections/{}/verify", "GET /connections/{}/metadata", "GET /sets", "POST /sets",
            "GET /sets/{}", "DELETE /sets/{}", "GET /workspace/files", "POST /workspace/files", "GET /workspace/files/{}",
            "DELETE /workspace/files/{}");

    private static final Set<Integer> DELETED = Set.of(200, 204, 404);

    private final Api api;
    private final Set<String> used = new HashSet<>();
    private final Deque<String> created = new ArrayDeque<>();

    Workspace(Api api) {
        this.api = api;
    }

    /** One segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The rows of the contract that have been sent. */
    Set<String> used() {
        return Collections.unmodifiableSet(used);
    }

    /** A request of a row, with ids for its braces. Send it with {@link #send}. */
    HttpRequest.Builder request(String row, String query, String... ids) {
        String path = row.substring(row.indexOf(' ') + 1);
        for (String id : ids) {
            path = path.replaceFirst("\\{}", segment(id));
        }
        return api.request(path + query);
    }

    /** Sends the request of a row, and checks the headers that each response must have. */
    HttpResponse<String> send(String row, HttpRequest.Builder request) {
        return withRateLimit(row, sendUnchecked(row, request));
    }

    private HttpResponse<String> sendUnchecked(String row, HttpRequest.Builder request) {
        used.add(row);
        return api.send(request.build());
    }

    private static HttpResponse<String> withRateLimit(String row, HttpResponse<String> response) {
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).as(row).isPresent();
        assertThat(response.headers().firstValue("X-RateLimit-Reset")).as(row).isPresent();
        return response;
    }

    /** Sends the request of a row. It has no body if there is no JSON. */
    HttpResponse<String> call(String row, String json, String... ids) {
        return send(row, withBody(row, request(row, "", ids), json));
    }

    private static HttpRequest.Builder withBody(String row, HttpRequest.Builder request, String json) {
        String method = row.substring(0, row.indexOf(' '));
        return json == null
                ? request.method(method, BodyPublishers.noBody())
                : request.method(method, BodyPublishers.ofString(json)).header("Content-Type", "application/json");
    }

    /** Tries to create a template. If one is created, it is deleted at the end, even if an assertion about the answer fails. */
    HttpResponse<String> createTemplate(String json) {
        String row = "POST /templates";
        HttpResponse<String> response = sendUnchecked(row, withBody(row, request(row, ""), json));
        if (response.statusCode() / 100 == 2) {
            id(response.body()).ifPresent(id -> deleteLater("/templates/" + segment(id)));
        }
        return withRateLimit(row, response);
    }

    private static Optional<String> id(String body) {
        try {
            return Optional.of(Api.json(body).path("id").asText()).filter(id -> !id.isEmpty());
        } catch (UncheckedIOException e) {
            // An answer that is not JSON names no id. The test asserts what the answer must be.
            return Optional.empty();
        }
    }

    /** Deletes this at the end, if it exists then. */
    void deleteLater(String path) {
        created.push(path);
    }

    /** Deletes what was created, newest first. It goes on if something cannot be deleted. */
    void deleteCreated() {
        List<String> left = new ArrayList<>();
        while (!created.isEmpty()) {
            String path = created.pop();
            try {
                int status = api.delete(path).statusCode();
                if (!DELETED.contains(status)) {
                    left.add(path + ": " + status);
                }
            } catch (UncheckedIOException e) {
                left.add(path + ": " + e.getMessage());
            }
        }
        assertThat(left).as("left behind in the workspace; delete it by hand").isEmpty();
    }

    /** The first page of a list, or the page at a cursor. */
    JsonNode page(String row, Optional<String> cursor, String... ids) {
        String query = cursor.map(text -> "?cursor=" + segment(text)).orElse("");
        HttpResponse<String> response = send(row, request(row, query, ids).GET());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode page = Api.json(response.body());
        assertThat(page.path("items").isArray()).as("items").isTrue();
        assertThat(page.has("next_cursor")).as("next_cursor").isTrue();
        assertThat(page.path("total").isNumber()).as("total").isTrue();
        return page;
    }

    static Optional<String> nextCursor(JsonNode page) {
        return Optional.of(page.get("next_cursor")).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** The first item that matches. Reads no more pages than needed. */
    Optional<JsonNode> find(String row, Predicate<JsonNode> wanted, String... ids) {
        Set<String> cursors = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = page(row, cursor, ids);
            for (JsonNode item : page.get("items")) {
                if (wanted.test(item)) {
                    return Optional.of(item);
                }
            }
            cursor = nextCursor(page);
            assertThat(cursor.stream().allMatch(cursors::add)).as("each page of " + row + " has a cursor of its own").isTrue();
        } while (cursor.isPresent());
        return Optional.empty();
    }

    /** The items of all pages. */
    List<JsonNode> all(String row, String... ids) {
        List<JsonNode> items = new ArrayList<>();
        find(row, item -> !items.add(item), ids);
        return items;
    }

    /** The id of a connection for which the contract promises metadata. */
    Optional<String> connectionWithMetadata() {
        return find("GET /connections", Workspace::hasMetadata).map(connection -> connection.get("id").asText());
    }

    private static boolean hasMetadata(JsonNode connection) {
        String type = connection.path("type").asText().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return type.startsWith("sap") || type.startsWith("openapi");
    }
}
