package io.github.cameldatamaker.quarkus.deployment;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.quarkus.deployment.builditem.Startable;
import java.nio.file.Path;

/** The sandbox as a dev service. It runs in the process of Quarkus and needs no container. */
final class SandboxService implements Startable {

    private final DataMakerBuildConfig.DevServices config;
    private DataMakerSandbox sandbox;

    SandboxService(DataMakerBuildConfig.DevServices config) {
        this.config = config;
    }

    @Override
    public void start() {
        DataMakerSandbox.Builder builder = DataMakerSandbox.builder().port(config.port()).plan(Plan.named(config.plan()));
        config.templates().map(Path::of).ifPresent(builder::templates);
        sandbox = builder.start();
    }

    String apiKey() {
        return sandbox.apiKey();
    }

    @Override
    public String getConnectionInfo() {
        return sandbox.baseUrl();
    }

    /** There is none. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
