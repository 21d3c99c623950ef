package io.github.cameldatamaker.generate;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The class that rows are bound to. */
public record Customer(String id, int age, BigDecimal limit, LocalDate since) {
}
