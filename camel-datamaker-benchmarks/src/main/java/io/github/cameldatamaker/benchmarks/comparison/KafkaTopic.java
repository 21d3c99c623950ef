package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.springframework.util.FileSystemUtils;

/**
 * A topic of a Kafka inside this process; each row is a record, its text as the service wrote it, sent in lists of a thousand.
 */
final class KafkaTopic implements Sink {

    private static final TopicPartition PARTITION = new TopicPartition("rows", 0);

    private final KafkaRaftServer server;
    private final String url;
    private final Path log;
    private final Admin admin;
    private long taken;

    private KafkaTopic(KafkaRaftServer server, String url, Path log) throws Exception {
        this.server = server;
        this.url = url;
        this.log = log;
        server.startup();
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, url));
        admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }

    static KafkaTopic start(Path folder) throws Exception {
        Path log = folder.resolve("kafka").resolve(UUID.randomUUID().toString());
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString()).setControllerListenerName("CONTROLLER")
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)).run();
        try (ServerSocket broker = freePort(); ServerSocket controller = freePort()) {
            String url = "localhost:" + broker.getLocalPort();
            KafkaConfig configuration = configuration(log.toString(), url, "localhost:" + controller.getLocalPort());
            broker.close();
            controller.close();
            return new KafkaTopic(new KafkaRaftServer(configuration, Time.SYSTEM), url, log);
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
                "offsets.topic.replication.factor", "1"), false);
    }

    @Override
    public String product() {
        return "a topic of Kafka " + AppInfoParser.getVersion();
    }

    @Override
    public String shape() {
        return "rowType=String&batchSize=1000";
    }

    @Override
    public Supplier<Iterator<?>> prebuilt(PlainHttp http, long rows) throws Exception {
        PrebuiltRows prebuilt = PrebuiltRows.texts(http);
        return () -> prebuilt.batches(rows, 1000);
    }

    @Override
    public String endpoint(CamelContext camel) {
        return "kafka:" + PARTITION.topic() + "?brokers=" + url;
    }

    @Override
    public void take(long rows) throws Exception {
        long end = admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest())).partitionResult(PARTITION).get().offset();
        RowCount.require(rows, end - taken);
        taken = end;
    }

    @Override
    public void close() throws IOException {
        admin.close();
        server.shutdown();
        server.awaitShutdown();
        FileSystemUtils.deleteRecursively(log);
    }
}
