package io.github.cameldatamaker.examples.quarkus;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.CamelEvent.CamelContextStartedEvent;

/** Generates customers when Camel has started, prints how many of them live where, and ends. In dev mode it waits for a change. */
@ApplicationScoped
public class SeedApplication {

    @Inject
    ProducerTemplate template;
    @Inject
    Customers customers;

    void seed(@Observes CamelContextStartedEvent started) {
        template.sendBody("direct:seed", "");
        int count = customers.byCountry().values().stream().mapToInt(Integer::intValue).sum();
        System.out.println(count + " customers were generated:");
        customers.byCountry().forEach((country, number) -> System.out.println("  " + country + " " + number));
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Quarkus.asyncExit();
        }
    }
}
