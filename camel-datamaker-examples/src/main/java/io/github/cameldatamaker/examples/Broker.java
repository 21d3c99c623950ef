package io.github.cameldatamaker.examples;

import java.nio.file.Path;

/** What holds the chunks until a worker takes them; spelled as on the command line. */
enum Broker {
    kafka("Kafka") {
        @Override
        LocalBroker start(Path folder) throws Exception {
            return LocalKafka.start(folder.resolve("kafka"), "chunks", PARTITIONS);
        }
    },
    jms("Artemis") {
        @Override
        LocalBroker start(Path folder) throws Exception {
            return LocalArtemis.onFreePort();
        }
    };

    /** Of the topic: as many workers can have work at a time. */
    private static final int PARTITIONS = 12;

    private final String product;

    Broker(String product) {
        this.product = product;
    }

    /** Starts one, with what it stores below {@code folder}. */
    abstract LocalBroker start(Path folder) throws Exception;

    /** Its name as people know it. */
    String product() {
        return product;
    }
}
