package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.examples.DocumentedRoutes.Block;
import io.github.cameldatamaker.examples.RealServices.Received;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route of README and docs that ends in a broker, a database or a file, with real ones: what arrives there is JSON, all of
 * it, and not Java's text of a Map.
 */
class DocumentedRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Path FILES = Path.of("target/docs");

    @TempDir
    private static Path folder;
    private static RealServices services;
    private static DocumentedRoutes routes;

    private final DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    static List<Block> blocks() throws IOException {
        // One shows a database of its own, an H2.
        return DocumentedRoutes.using("kafka", "jms", "sql", "jdbc", "file").stream()
                .filter(block -> !block.code().contains("org.h2.")).map(DocumentedRoutesTest::withFewerRows).toList();
    }

    // A message or a check-point at a time, a broker and a disk take their time: a quarter of the rows shows the same.
    private static Block withFewerRows(Block block) {
        return new Block(block.where(), block.language(), Pattern.compile("(count[=:] ?)(\\d{3,4})\\b").matcher(block.code())
                .replaceAll(count -> count.group(1) + Integer.parseInt(count.group(2)) / 4));
    }

    @BeforeAll
    static void startServices() throws Exception {
        services = RealServices.start(folder, "for-workers");
        routes = DocumentedRoutes.compile(blocks(), Files.createDirectories(folder.resolve("classes")));
    }

    @AfterAll
    static void stopServices() throws Exception {
        services.close();
    }

    @BeforeEach
    void prepareWhatRoutesNeed() throws Exception {
        try (Stream<Path> files = Files.list(Files.createDirectories(FILES))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        services.execute("drop table if exists customers, generated");
        services.execute("create table customers (id varchar, email varchar, birth_date date)");
        services.execute("create table generated (row_id varchar primary key, email varchar)");
        sandbox.scenarios().start("scn_seed_orders", Map.of());
        services.use(context);
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(sandbox.baseUrl());
        component.getConfiguration().setApiKey(sandbox.apiKey());
        context.getShutdownStrategy().setTimeout(5);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeFailedEvent failed) {
                    failures.add(failed.getExchange().getException());
                } else if (event instanceof ExchangeCompletedEvent done) {
                    completed.add(done.getExchange().getFromRouteId());
                }
            }
        });
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void whatArrivesIsAllThereAndIsJson(Block block) throws Exception {
        ExpectedArrivals expected = new ExpectedArrivals(block);

        run(routes, block);

        for (String topic : block.names("kafka:")) {
            List<String> messages = new ArrayList<>();
            await(() -> {
                messages.addAll(services.topic(topic));
                expected.check(topic, messages);
            });
        }
        for (String queue : block.names("jms:queue:")) {
            List<String> messages = new ArrayList<>();
            await(() -> {
                services.queue(queue).forEach(message -> messages.add(message.text()));
                expected.check(queue, messages);
            });
        }
        if (block.code().contains("sql:")) {
            await(() -> assertThat(services.count("select (select count(*) from customers) + (select count(*) from generated)"))
                    .isEqualTo(expected.rows()));
        }
        if (block.code().contains("file:")) {
            await(expected::checkFile);
        }
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    /** As the page tells workers to begin; of their own, which other routes do not fill. */
    @ParameterizedTest
    @CsvSource({
            "kafka:chunks?groupId=workers, kafka:for-workers?groupId=workers&autoOffsetReset=earliest",
            "jms:queue:chunks?concurrentConsumers=4, jms:queue:for-workers?concurrentConsumers=4" })
    void workersTakeTheChunksFromABroker(String shown, String real) throws Exception {
        assertThat(DocumentedRoutes.page("spreading-work.md")).contains("`from(\"" + shown + "\")`");
        Block block = blocks().stream().filter(one -> one.code().contains("from(\"direct:worker\")")).findFirst().orElseThrow();
        String begin = block.code().substring(block.code().indexOf("from(\"direct:worker\")"),
                block.code().indexOf("    .to(\"datamaker:generate?"));
        Block worker = block.with(begin, "from(\"" + real + "\")\n").with("kafka:chunks", real.replaceAll("\\?.*", ""))
                .with("count=100000&chunkSize=10000", "count=1000&chunkSize=250");

        run(DocumentedRoutes.compile(List.of(worker), Files.createDirectories(folder.resolve("worker-" + real.substring(0, 3)))),
                worker);

        await(() -> assertThat(services.count("select count(*) from customers")).isEqualTo(1000));
    }

    /** What the page says a broker gets, of rows with digits of all kinds. */
    @ParameterizedTest
    @CsvSource({
            "'', 3, kafka:x",
            "&format=csv, 3, kafka:x",
            "&rowType=String, 3, kafka:x",
            "'', 3, kafka:x?valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer",
            "&batchSize=3, 1, kafka:x?useIterator=false",
            "&batchSize=3&rowType=String, 1, kafka:x?useIterator=false",
            "'', 3, jms:queue:x",
            "'', 3, jms:queue:x?jmsMessageType=Text",
            "&format=csv, 3, jms:queue:x",
            "&batchSize=3, 1, jms:queue:x",
            "&batchSize=3, 1, jms:queue:x?jmsMessageType=Text" })
    void rowsAndBatchesAreJsonInABroker(String options, int messages, String to) throws Exception {
        String generate = "datamaker:generate?template=tmpl_customer&count=3&seed=same";
        String expected = context.createProducerTemplate().requestBody(generate + "&outputType=String", null, String.class);
        RouteBuilder.addRoutes(context, r -> r.from("direct:a").to(generate + options).split(r.body()).streaming().to(to));

        assertThat(context.createProducerTemplate().send("direct:a", e -> {}).getException()).isNull();

        List<String> arrived = new ArrayList<>();
        await(() -> {
            arrived.addAll(arrived(to));
            assertThat(arrived).hasSize(messages);
        });
        List<JsonNode> rows = new ArrayList<>();
        for (String message : arrived) {
            JsonNode json = JSON.readTree(message);
            (json.isArray() ? json : List.of(json)).forEach(rows::add);
        }
        boolean isCsv = options.contains("csv");
        assertThat(rows).hasSize(3).map(row -> isCsv ? row.get("email") : row)
                .isEqualTo(StreamSupport.stream(JSON.readTree(expected).spliterator(), false)
                        .map(row -> isCsv ? row.get("email") : row).toList());
    }

    /** Text where it is asked for, and nothing that only Java can read. */
    private List<String> arrived(String to) throws Exception {
        if (to.startsWith("kafka:")) {
            return services.topic("x");
        }
        List<Received> messages = services.queue("x");
        assertThat(messages).allSatisfy(message -> assertThat(message.isText()).isEqualTo(to.endsWith("Text")));
        return messages.stream().map(Received::text).toList();
    }

    /** The whole, not split. */
    @ParameterizedTest
    @ValueSource(
            strings = { "generate?template=tmpl_customer&count=3", "generate?template=tmpl_customer&count=3&outputType=Iterator",
                    "generate?template=tmpl_customer&count=3&outputType=List", "listTemplates", "listTemplates?outputType=List",
                    "getTemplate?template=tmpl_customer",
                    "plan?template=tmpl_customer&count=3&chunkSize=1" })
    void wholeBodiesAreJsonInABroker(String operation) throws Exception {
        List<String> brokers = List.of("kafka:whole?useIterator=false", "jms:queue:whole", "jms:queue:whole?jmsMessageType=Text");
        for (String to : brokers) {
            RouteBuilder.addRoutes(context, r -> r.from("direct:" + brokers.indexOf(to)).to("datamaker:" + operation).to(to));
            assertThat(context.createProducerTemplate().send("direct:" + brokers.indexOf(to), e -> {}).getException()).isNull();
        }

        List<String> arrived = new ArrayList<>();
        await(() -> {
            arrived.addAll(services.topic("whole"));
            services.queue("whole").forEach(message -> arrived.add(message.text()));
            assertThat(arrived).hasSize(3);
        });
        assertThat(arrived).allSatisfy(body -> assertThat(JSON.readTree(body).isEmpty()).isFalse());
    }

    /** Kafka converts nothing that it takes apart itself: a failure, and no rubbish. */
    @Test
    void kafkaRefusesABatchThatItTakesApart() throws Exception {
        RouteBuilder.addRoutes(context,
                r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=3&batchSize=3")
                        .split(r.body()).streaming().to("kafka:refused"));

        assertThat(context.createProducerTemplate().send("direct:a", e -> {}).getException())
                .hasStackTraceContaining("StringSerializer");
        assertThat(services.topic("refused")).isEmpty();
    }

    private void run(DocumentedRoutes compiled, Block block) throws Exception {
        compiled.add(block, context);
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof DirectEndpoint) {
                Exchange exchange = context.createProducerTemplate().send(route.getEndpoint(), e -> {});
                assertThat(exchange.getException()).isNull();
            }
        }
        await(() -> assertThat(completed).containsAll(context.getRoutes().stream().map(Route::getRouteId).toList()));
        assertThat(failures).isEmpty();
    }
}
