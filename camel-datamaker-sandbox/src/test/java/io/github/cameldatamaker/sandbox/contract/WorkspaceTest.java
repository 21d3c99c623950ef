package io.github.cameldatamaker.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the suite does to a workspace that is in use, with a service that answers unlike the sandbox. */
class WorkspaceTest {

    private static final String LAST = "{\"items\":[{\"id\":\"c\"}],\"next_cursor\":null,\"total\":3}";

    private final StubService service = new StubService();
    private final Workspace workspace = new Workspace(service.api());

    @AfterEach
    void stop() {
        service.close();
    }

    private static String page(String cursor, String... items) {
        return "{\"items\":[" + String.join(",", items) + "],\"next_cursor\":\"" + cursor + "\",\"total\":3}";
    }

    private boolean finds(String id) {
        return workspace.find("GET /sets", item -> item.get("id").asText().equals(id)).isPresent();
    }

    @Test
    void findsWhatWasCreatedOnAnyPage() {
        service.on("GET /sets", 200, page("1+/=", "{\"id\":\"a\"}"))
                .on("GET /sets?cursor=1%2B%2F%3D", 200, page("2", "{\"id\":\"b\"}"))
                .on("GET /sets?cursor=2", 200, LAST);

        assertThat(finds("c")).isTrue();
        assertThat(finds("d")).isFalse();
        assertThat(workspace.all("GET /sets")).extracting(item -> item.get("id").asText()).containsExactly("a", "b", "c");
    }

    @Test
    void readsNoMorePagesThanNeeded() {
        service.on("GET /sets", 200, page("1", "{\"id\":\"a\"}"));

        assertThat(finds("a")).isTrue();
        assertThat(service.requests()).containsExactly("GET /sets");
    }

    @Test
    void aListThatNeverEndsIsAnError() {
        service.on("GET /sets", 200, page("1")).on("GET /sets?cursor=1", 200, page("2")).on("GET /sets?cursor=2", 200, page("1"));

        assertThatThrownBy(() -> finds("a")).isInstanceOf(AssertionError.class).hasMessageContaining("a cursor of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = { "sap_odata", "SAP OData V4", "openapi", "OpenAPI", "open_api" })
    void asksAConnectionThatHasMetadata(String type) {
        service.on("GET /connections", 200, page("1", "{\"id\":\"conn_1\",\"type\":\"postgres\"}"))
                .on("GET /connections?cursor=1", 200,
                        page("2", "{\"id\":\"conn_2\",\"type\":\"" + type + "\"}", "{\"id\":\"conn_3\",\"type\":\"rest\"}"));

        assertThat(workspace.connectionWithMetadata()).contains("conn_2");
    }

    @Test
    void takesNoOtherConnection() {
        service.on("GET /connections", 200,
                "{\"items\":[{\"id\":\"conn_1\",\"type\":\"postgres\"},{\"id\":\"conn_2\"}],\"next_cursor\":null,\"total\":2}");

        assertThat(workspace.connectionWithMetadata()).isEmpty();
    }

    @Test
    void deletesATemplateThatShouldHaveBeenRefused() {
        service.on("POST /templates", 201, "{\"id\":\"tmpl 1\"}").on("DELETE /templates/tmpl%201", 200, "{}");

        assertThat(workspace.createTemplate("{}").statusCode()).isEqualTo(201);
        workspace.deleteCreated();
        workspace.deleteCreated();

        assertThat(service.requests()).containsExactly("POST /templates", "DELETE /templates/tmpl%201");
    }

    @Test
    void deletesATemplateEvenIfItsAnswerWasWrong() {
        service.withoutRateLimitOn("POST /templates", 201, "{\"id\":\"tmpl_1\"}");

        assertThatThrownBy(() -> workspace.createTemplate("{}")).isInstanceOf(AssertionError.class);
        workspace.deleteCreated();

        assertThat(service.requests()).containsExactly("POST /templates", "DELETE /templates/tmpl_1");
    }

    @Test
    void anAnswerThatNamesNoTemplateLeavesNothingToDelete() {
        service.on("POST /templates", 200, "<html>");
        workspace.createTemplate("{}");
        service.on("POST /templates", 400, "{\"id\":\"tmpl_1\"}");
        workspace.createTemplate("{}");

        workspace.deleteCreated();

        assertThat(service.requests()).containsExactly("POST /templates", "POST /templates");
    }

    @Test
    void namesWhatItCannotDeleteAndDeletesTheRest() {
        service.on("DELETE /sets/a", 204, "").on("DELETE /sets/b", 403, "{}").on("DELETE /sets/c", 204, "");
        for (String path : new String[] { "/sets/a", "/sets/b", "/sets/c" }) {
            workspace.deleteLater(path);
        }

        assertThatThrownBy(workspace::deleteCreated).hasMessageContaining("/sets/b: 403").hasMessageContaining("by hand");
        assertThat(service.requests()).containsExactly("DELETE /sets/c", "DELETE /sets/b", "DELETE /sets/a");
    }
}
