package io.github.cameldatamaker.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.docs.DocsPage.Block;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route of README and docs starts, and an exchange goes through it without a failure. Brokers and object stores are
 * stubs here; the examples have real ones.
 */
class DocsRoutesTest extends OwnSandboxTest {

    private static final List<String> STUBS = List.of("jms", "kafka", "aws2-s3");

    @TempDir
    static Path classes;
    private static ClassLoader loader;

    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final List<Throwable> failures = new ArrayList<>();

    static Stream<Block> routes() {
        return DocsPage.all().stream().flatMap(page -> page.blocks().stream())
                .filter(block -> block.isJavaRoute() || block.isYamlRoute());
    }

    /** A generation that an earlier build has finished would emit nothing. */
    @BeforeAll
    static void forgetWhatWasDone() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/docs"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path state : files.filter(file -> file.toString().endsWith(".state")).toList()) {
                Files.delete(state);
            }
        }
    }

    @BeforeEach
    void prepareWhatRoutesNeed() throws Exception {
        STUBS.forEach(scheme -> {
            StubComponent stub = new StubComponent();
            stub.setQueueSize(100_000);
            context.addComponent(scheme, stub);
        });
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL");
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute("create table customers (id varchar primary key, email varchar, birth_date date)");
            statement.execute("create table generated (row_id varchar primary key, email varchar)");
        }
        sandbox.scenarios().start("scn_seed_orders", Map.of());
        context.getPropertiesComponent().addInitialProperty("gateway.secret", "of-the-gateway");
        context.getRegistry().bind("database", database);
        context.getRegistry().bind("customers", new Customers());
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
    }

    @ParameterizedTest
    @MethodSource("routes")
    void runs(Block block) throws Exception {
        if (block.isYamlRoute()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("docs.yaml", block.code()));
        } else {
            context.setApplicationContextClassLoader(loader);
            context.addRoutes((RoutesBuilder) loader.loadClass(className(block)).getConstructor().newInstance());
        }

        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof DirectEndpoint) {
                Exchange exchange = template.request(route.getEndpoint(), e -> {});
                assertThat(exchange.getException()).isNull();
            }
        }

        assertThat(context.getRoutes()).isNotEmpty();
        Awaitility.await().untilAsserted(
                () -> assertThat(completed).containsAll(context.getRoutes().stream().map(Route::getRouteId).toList()));
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DataMakerOperation.class)
    void everyOperationHasARoute(DataMakerOperation operation) {
        assertThat(routes()).anySatisfy(block -> assertThat(block.code()).containsPattern("datamaker:" + operation + "\\b"));
    }

    /** All Java blocks at once: each the body of a {@code configure()}, beside the classes that the pages show. */
    @BeforeAll
    static void compileBlocks() throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        for (Block block : DocsPage.all().stream().flatMap(page -> page.blocks().stream()).toList()) {
            if (block.isJavaClass()) {
                arguments.add(write(className(block), block.code()));
            } else if (block.isJavaRoute()) {
                arguments.add(write(className(block), """
                        import org.apache.camel.builder.RouteBuilder;

                        public class %s extends RouteBuilder {
                            public void configure() {
                                %s
                            }
                        }
                        """.formatted(className(block), block.code())));
            }
        }
        var errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new));
        assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        loader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, DocsRoutesTest.class.getClassLoader());
    }

    private static String className(Block block) {
        if (block.isJavaClass()) {
            return block.code().replaceAll("(?s)package ([\\w.]+);.*public (?:record|class) (\\w+).*", "$1.$2");
        }
        return "Docs_" + block.where().replaceAll("\\W", "_");
    }

    private static String write(String name, String code) throws IOException {
        return Files.writeString(classes.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java"), code).toString();
    }

    /** The bean of the pages. */
    public static final class Customers {

        public void replaceAll(List<?> rows) {
            assertThat(rows).isNotEmpty();
        }
    }
}
