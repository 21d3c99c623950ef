package io.github.cameldatamaker.sandbox.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows of the ready-made templates belong together: their ids always, their prices and totals with the same seed. */
class ReadyMadeTemplatesTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final Api api = driven.api();

    private static Map<String, JsonNode> byId(List<JsonNode> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.path("id").asText(), Function.identity()));
    }

    @Test
    void anOrdersCustomerIsAmongTheCustomers() {
        Set<String> customers = byId(api.rows("tmpl_customer", Map.of("count", 1000))).keySet();
        List<JsonNode> orders = api.rows("tmpl_order", Map.of("count", 3000));
        assertThat(orders).extracting(order -> order.path("customer_id").asText()).isSubsetOf(customers);
        assertThat(orders.stream().map(order -> order.path("customer_id").asText()).distinct().count()).isGreaterThan(900);
    }

    @Test
    void theOverrideCustomersSetsTheirNumber() {
        Set<String> customers = byId(api.rows("tmpl_customer", Map.of("count", 20))).keySet();
        for (Object count : List.of(20, "20")) {
            List<JsonNode> orders = api.rows("tmpl_order", Map.of("count", 500, "overrides", Map.of("customers", count)));
            assertThat(orders).extracting(order -> order.path("customer_id").asText()).isSubsetOf(customers);
        }
    }

    @Test
    void linesAreProductsAndAddUpToTheTotal() {
        Map<String, JsonNode> products = byId(api.rows("tmpl_product", Map.of("count", 500, "seed", "shop")));
        for (JsonNode order : api.rows("tmpl_order", Map.of("count", 200, "seed", "shop"))) {
            assertThat(order.path("lines").size()).isBetween(1, 5);
            BigDecimal total = BigDecimal.ZERO;
            for (JsonNode line : order.path("lines")) {
                assertThat(products).containsKey(line.path("product_id").asText());
                BigDecimal price = line.path("unit_price").decimalValue();
                assertThat(line.path("amount").decimalValue())
                        .isEqualByComparingTo(price.multiply(line.path("quantity").decimalValue()));
                total = total.add(line.path("amount").decimalValue());
            }
            assertThat(order.path("total").decimalValue()).isEqualByComparingTo(total);
        }
    }

    @Test
    void aPaymentPaysTheTotalOfAnOrder() {
        Map<String, JsonNode> orders = byId(api.rows("tmpl_order", Map.of("count", 1000, "seed", "shop")));
        assertThat(api.rows("tmpl_payment", Map.of("count", 300, "seed", "shop"))).allSatisfy(payment -> {
            JsonNode order = orders.get(payment.path("order_id").asText());
            assertThat(order).isNotNull();
            assertThat(payment.path("amount").decimalValue()).isEqualByComparingTo(order.path("total").decimalValue());
        });
    }
}
