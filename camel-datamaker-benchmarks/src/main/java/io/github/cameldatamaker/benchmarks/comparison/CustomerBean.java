package io.github.cameldatamaker.benchmarks.comparison;

import java.math.BigDecimal;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A row of json as a class with fields, all fields of it. */
public class CustomerBean {

    public String id;
    public int number;
    @JsonProperty("first_name")
    public String firstName;
    @JsonProperty("last_name")
    public String lastName;
    public String email;
    public String country;
    public BigDecimal balance;
    public boolean newsletter;
    @JsonProperty("birth_date")
    public LocalDate birthDate;
    public AddressBean address;

    /** Its nested object. */
    public static class AddressBean {

        public String street;
        public String city;
        public String postcode;
    }
}
