package io.github.cameldatamaker.sandbox.generate.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTypesTest {

    @ParameterizedTest
    @ValueSource(strings = { "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2024-02-29T09:08:07Z", "2025-12-31T12:00:00Z",
            "0000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z", "-0044-03-15T10:00:00Z", "-12345-06-07T08:09:10Z",
            "9999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "+123456-07-08T09:10:11Z" })
    void writesATimeAsAnInstantDoes(String time) {
        assertThat(DateTypes.text(Instant.parse(time).getEpochSecond())).isEqualTo(time);
    }
}
