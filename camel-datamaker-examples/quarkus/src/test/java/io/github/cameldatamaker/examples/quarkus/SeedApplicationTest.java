package io.github.cameldatamaker.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** With the sandbox as a dev service. */
@QuarkusTest
class SeedApplicationTest {

    @Inject
    Customers customers;

    @Test
    void allCustomersHaveArrivedAtTheStart() {
        assertThat(customers.byCountry().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(5000);
    }
}
