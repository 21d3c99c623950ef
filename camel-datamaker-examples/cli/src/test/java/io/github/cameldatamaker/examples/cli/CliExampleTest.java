package io.github.cameldatamaker.examples.cli;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.main.KameletMain;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** The files of the example, in the Main class that the Camel CLI runs them in. */
class CliExampleTest {

    @Test
    void bothRoutesRun() throws Exception {
        Set<String> completed = ConcurrentHashMap.newKeySet();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        KameletMain main = CliExample.main(".");
        main.bind("outcomes", new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeFailedEvent failure) {
                    failed.add(String.valueOf(failure.getExchange().getException()));
                } else if (event instanceof ExchangeCompletedEvent done) {
                    completed.add(done.getExchange().getFromRouteId());
                }
            }
        });
        main.start();

        Awaitility.await().atMost(ofSeconds(60)).until(() -> completed.containsAll(Set.of("customers", "products")));
        main.stop();

        assertThat(failed).isEmpty();
    }

    @Test
    void itsDependenciesAreThoseOfTheBuild() throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            properties.load(reader);
        }

        assertThat(properties.getProperty("camel.jbang.dependencies").split(",")).hasSize(3)
                .allSatisfy(dependency -> assertThat(dependency).startsWith("mvn:io.github.cameldatamaker:camel-datamaker")
                        .endsWith(":" + System.getProperty("project.version")));
    }

    @Test
    void thePageShowsItsFiles() throws Exception {
        String page = Files.readString(Path.of("../../docs/cli.md"));

        assertThat(page).contains(Files.readString(Path.of("customers.camel.yaml")),
                Files.readString(Path.of("application.properties")));
    }
}
