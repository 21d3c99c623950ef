package io.github.cameldatamaker.examples;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.jms.connection.CachingConnectionFactory;

/** A Kafka, an Artemis and a PostgreSQL, and what has arrived in them. */
final class RealServices implements AutoCloseable {

    private final LocalPostgres postgres;
    private final LocalArtemis artemis;
    private final LocalKafka kafka;
    private final CachingConnectionFactory connections = new CachingConnectionFactory(
            new ActiveMQConnectionFactory(LocalServices.ARTEMIS_URL));
    private final KafkaConsumer<String, String> consumer;
    /** How far each partition is read. */
    private final Map<TopicPartition, Long> read = new HashMap<>();

    private RealServices(LocalPostgres postgres, LocalArtemis artemis, LocalKafka kafka) {
        this.postgres = postgres;
        this.artemis = artemis;
        this.kafka = kafka;
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.url());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    static RealServices start(Path folder, String topic) throws Exception {
        LocalPostgres postgres = LocalPostgres.starting(folder);
        return new RealServices(postgres, LocalArtemis.inside(), LocalKafka.start(folder, topic, 1));
    }

    /** Makes the components of a context use them. */
    void use(CamelContext context) {
        context.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(kafka.url());
        context.getComponent("jms", JmsComponent.class).setConnectionFactory(connections);
        context.getRegistry().bind("database", postgres.database());
    }

    void execute(String sql) throws Exception {
        try (var connection = postgres.database().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String query) throws Exception {
        try (var connection = postgres.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** What has come to a topic since it was last asked for. */
    List<String> topic(String name) {
        List<TopicPartition> partitions = consumer.partitionsFor(name).stream().map(p -> new TopicPartition(name, p.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        partitions.forEach(partition -> consumer.seek(partition, read.getOrDefault(partition, 0L)));
        List<String> messages = new ArrayList<>();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofSeconds(1)).forEach(message -> messages.add(message.value()));
        }
        partitions.forEach(partition -> read.put(partition, consumer.position(partition)));
        return messages;
    }

    /**
     * A message of a queue.
     *
     * @param isText whether it is a TextMessage, and no BytesMessage
     * @param text   what it holds, as UTF-8
     */
    record Received(boolean isText, String text) {

        private static Received of(Message message) throws JMSException {
            return message instanceof TextMessage text ? new Received(true, text.getText())
                    : new Received(false, new String(((BytesMessage) message).getBody(byte[].class), StandardCharsets.UTF_8));
        }
    }

    /** Takes all messages out of a queue. */
    List<Received> queue(String name) throws JMSException {
        // Large messages are read while their session is open.
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession();
                MessageConsumer receiver = session.createConsumer(session.createQueue(name))) {
            connection.start();
            List<Received> messages = new ArrayList<>();
            for (Message message = receiver.receiveNoWait(); message != null; message = receiver.receiveNoWait()) {
                messages.add(Received.of(message));
            }
            return messages;
        }
    }

    @Override
    public void close() throws Exception {
        consumer.close();
        connections.destroy();
        artemis.close();
        kafka.close();
        postgres.close();
    }
}
