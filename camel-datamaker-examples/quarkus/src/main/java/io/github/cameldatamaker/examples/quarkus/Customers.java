package io.github.cameldatamaker.examples.quarkus;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counts customers by country. Your application stores them here. */
@ApplicationScoped
@Named("customers")
@Unremovable
public class Customers {

    private final SortedMap<String, Integer> byCountry = new ConcurrentSkipListMap<>();

    /** A row of the service is a Map. */
    public void add(Map<String, Object> customer) {
        byCountry.merge((String) customer.get("country"), 1, Integer::sum);
    }

    SortedMap<String, Integer> byCountry() {
        return byCountry;
    }
}
