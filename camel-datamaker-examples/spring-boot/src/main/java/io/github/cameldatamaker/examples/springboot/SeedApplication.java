package io.github.cameldatamaker.examples.springboot;

import org.apache.camel.ProducerTemplate;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Fills a table with generated customers, prints some of them, and ends.
 */
@SpringBootApplication
public class SeedApplication {

    public static void main(String[] args) {
        SpringApplication.run(SeedApplication.class, args).close();
    }

    @Bean
    CommandLineRunner seed(ProducerTemplate template, CustomerTable table) {
        return arguments -> {
            template.sendBody("direct:seed", "");
            System.out.println("The table customer has " + table.count() + " rows. The first are");
            table.firstNames(5).forEach(name -> System.out.println("  " + name));
        };
    }
}
