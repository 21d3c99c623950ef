package io.github.cameldatamaker.benchmarks.comparison;

import java.math.BigDecimal;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A row of csv as a record, all fields of it. */
public record FlatCustomerRecord(String id, int number, @JsonProperty("first_name") String firstName,
        @JsonProperty("last_name") String lastName,
        String email, String country, BigDecimal balance, boolean newsletter, @JsonProperty("birth_date") LocalDate birthDate,
        String street, String city, String postcode) {
}
