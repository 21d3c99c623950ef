package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka inside this process, broker and controller in one, on two free ports. */
final class LocalKafka implements LocalBroker {

    private final KafkaRaftServer server;
    private final String url;

    private LocalKafka(KafkaRaftServer server, String url) {
        this.server = server;
        this.url = url;
    }

    /** Starts it, with what it stores below {@code folder}, and with a topic. */
    static LocalKafka start(Path folder, String topic, int partitions) throws Exception {
        String log = folder.resolve(UUID.randomUUID().toString()).toString();
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).addDirectory(log).setMetadataLogDirectory(log)
                .setControllerListenerName("CONTROLLER").setPrintStream(silent).run();
        try (ServerSocket broker = freePort(); ServerSocket controller = freePort()) {
            String url = "localhost:" + broker.getLocalPort();
            KafkaConfig configuration = configuration(log, url, "localhost:" + controller.getLocalPort());
            broker.close();
            controller.close();
            LocalKafka kafka = new LocalKafka(new KafkaRaftServer(configuration, Time.SYSTEM), url);
            kafka.server.startup();
            kafka.create(new NewTopic(topic, partitions, (short) 1));
            return kafka;
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static KafkaConfig configuration(String log, String broker, String controller) {
        return new KafkaConfig(Map.of(
                "node.id", "1",
                "process.roles", "broker,controller",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
                "log.dirs", log,
                "offsets.topic.replication.factor", "1",
                // More workers may come, but the first need not wait for them.
                "group.initial.rebalance.delay.ms", "0"), false);
    }

    private void create(NewTopic topic) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, url))) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
