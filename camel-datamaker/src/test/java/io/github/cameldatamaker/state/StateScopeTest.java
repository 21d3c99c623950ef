package io.github.cameldatamaker.state;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** State keys. */
class StateScopeTest {

    private static final StateScope SCOPE = StateScope.of("https://api.datamaker.automators.com", "datamaker");

    @Test
    void keysHaveNoEqualsSign() {
        assertThat(SCOPE.key("logs", "scn_1", "a=b:c\nü"))
                .isEqualTo("datamaker:logs:scn_1:a%3Db%3Ac%0A%C3%BC:api.datamaker.automators.com:datamaker");
    }

    @ParameterizedTest
    @CsvSource({
            "https://api.example.com, api.example.com", "https://API.example.com/, api.example.com",
            "http://localhost:8080, localhost%3A8080",
            "https://example.com/v1, example.com%2Fv1" })
    void theService(String baseUrl, String part) {
        assertThat(StateScope.of(baseUrl, "datamaker").key("runs", "s")).isEqualTo("datamaker:runs:s:" + part + ":datamaker");
    }

    @Test
    void theAccount() {
        assertThat(StateScope.of("https://api.example.com", "datamaker2").key("runs", "s"))
                .isEqualTo("datamaker:runs:s:api.example.com:datamaker2");
    }

    /** A database index takes no longer keys, and two long keys remain distinct. */
    @Test
    void longKeys() {
        String one = SCOPE.key("start", "scenario", "Заказ-".repeat(20) + 1);
        String other = SCOPE.key("start", "scenario", "Заказ-".repeat(20) + 2);

        assertThat(one).hasSize(StateScope.MAX_LENGTH).startsWith("datamaker:start:scenario:%D0%97").isNotEqualTo(other);
        assertThat(one).isEqualTo(SCOPE.key("start", "scenario", "Заказ-".repeat(20) + 1));
    }
}
