package io.github.cameldatamaker.sandbox.junit;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.SandboxClock;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one sandbox for a test class and its nested classes, {@linkplain DataMakerSandbox#reset() resets} it before each test,
 * and closes it after the last.
 *
 * <pre>{@code
 * @ExtendWith(DataMakerSandboxExtension.class)
 * class ATest {
 *     @Test void test(DataMakerSandbox sandbox) { ... }
 * }
 *
 * class AnotherTest {
 *     @RegisterExtension
 *     static DataMakerSandboxExtension sandbox = DataMakerSandboxExtension.builder().plan(Plan.FREE).build();
 * }
 * }</pre>
 */
public final class DataMakerSandboxExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private final Supplier<DataMakerSandbox> starter;
    private final Namespace namespace = Namespace.create(DataMakerSandboxExtension.class, this);
    private volatile DataMakerSandbox sandbox;

    /** Starts the sandbox with the defaults of {@link DataMakerSandbox#start()}. */
    public DataMakerSandboxExtension() {
        this(DataMakerSandbox::start);
    }

    private DataMakerSandboxExtension(Supplier<DataMakerSandbox> starter) {
        this.starter = starter;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The running sandbox.
     *
     * @throws IllegalStateException outside the tests of a class that registers this extension
     */
    public DataMakerSandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException(
                    "the sandbox is not running; it runs during the tests of a class that registers this extension "
                            + "in a static field or with @ExtendWith");
        }
        return sandbox;
    }

    public String baseUrl() {
        return sandbox().baseUrl();
    }

    public String apiKey() {
        return sandbox().apiKey();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        // An extension in an instance field gets no beforeAll. Its sandbox lives for one test.
        start(context);
        sandbox.reset();
    }

    private void start(ExtensionContext context) {
        context.getStore(namespace).getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DataMakerSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        start(context);
        return sandbox;
    }

    /** JUnit's store closes it with the context that started it. */
    private final class Running implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        private Running() {
            sandbox = starter.get();
        }

        @Override
        public void close() {
            DataMakerSandbox closing = sandbox;
            sandbox = null;
            closing.close();
        }
    }

    /** Settings of the sandbox; see {@link DataMakerSandbox.Builder}. */
    public static final class Builder {

        private final DataMakerSandbox.Builder sandbox = DataMakerSandbox.builder();

        private Builder() {
        }

        public Builder plan(Plan plan) {
            sandbox.plan(plan);
            return this;
        }

        public Builder clock(SandboxClock clock) {
            sandbox.clock(clock);
            return this;
        }

        public Builder apiKey(String apiKey) {
            sandbox.apiKey(apiKey);
            return this;
        }

        public Builder templates(Path folder) {
            sandbox.templates(folder);
            return this;
        }

        public Builder port(int port) {
            sandbox.port(port);
            return this;
        }

        public DataMakerSandboxExtension build() {
            return new DataMakerSandboxExtension(sandbox::start);
        }
    }
}
