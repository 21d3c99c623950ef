package io.github.cameldatamaker.quarkus.deployment;

import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;
import java.util.Map;

/** Starts the sandbox in dev mode and in tests, unless the application names a service or a key. */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class SandboxSteps {

    private static final String BASE_URL = "camel.component.datamaker.base-url";
    private static final String API_KEY = "camel.component.datamaker.api-key";
    private static final List<String> OWN_SERVICE = List.of(BASE_URL, "camel.component.datamaker.baseUrl", API_KEY,
            "camel.component.datamaker.apiKey");

    @BuildStep
    void start(DataMakerBuildConfig config, BuildProducer<DevServicesResultBuildItem> services) {
        if (!config.devservices().enabled() || OWN_SERVICE.stream().anyMatch(ConfigUtils::isPropertyPresent)) {
            return;
        }
        services.produce(DevServicesResultBuildItem.<SandboxService>owned()
                .feature(DataMakerSteps.FEATURE)
                .description("DataMaker sandbox")
                .serviceConfig(config.devservices())
                .startable(() -> new SandboxService(config.devservices()))
                .configProvider(Map.of(BASE_URL, SandboxService::getConnectionInfo, API_KEY, SandboxService::apiKey))
                .build());
    }
}
