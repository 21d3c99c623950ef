package io.github.cameldatamaker.sandbox;

import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import java.time.Instant;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A sandbox for a test class, and a client for it. Before each test the sandbox is reset and its clock stands at {@link #START}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DrivenSandbox driven = new DrivenSandbox();
 *
 * private final DataMakerSandbox sandbox = driven.sandbox();
 * private final Api api = driven.api();
 * }</pre>
 */
public final class DrivenSandbox implements BeforeAllCallback, BeforeEachCallback {

    public static final Instant START = Instant.parse("2026-04-12T10:31:00Z");

    private final DataMakerSandboxExtension extension;

    public DrivenSandbox() {
        this(Plan.ENTERPRISE);
    }

    public DrivenSandbox(Plan plan) {
        this.extension = DataMakerSandboxExtension.builder().plan(plan).clock(SandboxClock.startingAt(START)).build();
    }

    public DataMakerSandbox sandbox() {
        return extension.sandbox();
    }

    public Api api() {
        return new Api(sandbox());
    }

    /** Sets the clock to that many seconds after {@link #START}. */
    public void setSeconds(long seconds) {
        sandbox().clock().set(START.plusSeconds(seconds));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        extension.beforeAll(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sandbox().clock().set(START);
        extension.beforeEach(context);
    }
}
