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
 * One sandbox a test class (shared with its nested classes), {@linkplain DataMakerSandbox#reset() reset} before each test, closed after the
 * last.
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

    /** A sandbox as {@link DataMakerSandbox#start()} starts it. */
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
     * The sandbox.
     *
     * @throws IllegalStateException if no test class that registers this extension is running
     */
    public DataMakerSandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("the sandbox runs from before the first test of the class that registers this extension "
                    + "(in a static field, or with @ExtendWith) until after its last");
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
        // In an instance field there is no beforeAll: the sandbox then lives for one test.
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

    /** Closed by JUnit's store, with the context that started it. */
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

    /** How to start the sandbox; see {@link DataMakerSandbox.Builder}. */
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
