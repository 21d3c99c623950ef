package io.github.cameldatamaker.quarkus.deployment;

import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.DataMakerJdbcStateRepository;
import io.github.cameldatamaker.DataMakerProgressEvent;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateChunk;
import io.github.cameldatamaker.generate.GenerationProgress;
import io.github.cameldatamaker.quarkus.DataMakerHealth;
import io.github.cameldatamaker.quarkus.DataMakerRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import org.apache.camel.quarkus.core.deployment.spi.CamelContextCustomizerBuildItem;
import org.jboss.jandex.ClassInfo;

/** What the component needs of the build: TLS, health, and what a native image must keep. */
class DataMakerSteps {

    static final String FEATURE = "camel-datamaker";
    private static final String SANDBOX = "io.github.cameldatamaker.sandbox.DataMakerSandbox";
    private static final String CAMELS_OWN_HEALTH = "org.apache.camel.microprofile.health.CamelMicroProfileHealthCheckRegistry";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ExtensionSslNativeSupportBuildItem tls() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    @BuildStep
    IndexDependencyBuildItem index() {
        return new IndexDependencyBuildItem("io.github.cameldatamaker", "camel-datamaker");
    }

    /** If the application has the sandbox, for {@code base-url=sandbox:}: Camel Quarkus finds services of indexed jars only. */
    @BuildStep
    void sandbox(BuildProducer<IndexDependencyBuildItem> indexed) {
        if (QuarkusClassLoader.isClassPresentAtRuntime(SANDBOX)) {
            indexed.produce(new IndexDependencyBuildItem("io.github.cameldatamaker", "camel-datamaker-sandbox"));
        }
    }

    /**
     * In the endpoint of Quarkus, if the application has it. Camel's own extension shows all checks of Camel, ours among them.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void health(Capabilities capabilities, DataMakerRecorder recorder, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<CamelContextCustomizerBuildItem> customizers) {
        if (capabilities.isPresent(Capability.SMALLRYE_HEALTH)
                && !QuarkusClassLoader.isClassPresentAtRuntime(CAMELS_OWN_HEALTH)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(DataMakerHealth.class));
            customizers.produce(new CamelContextCustomizerBuildItem(recorder.healthCheckRegistry()));
        }
    }

    @BuildStep
    void nativeImage(CombinedIndexBuildItem index, BuildProducer<ReflectiveClassBuildItem> reflective,
            BuildProducer<NativeImageResourceBuildItem> resources) {
        // Jackson reads and writes it, and Java may serialize it.
        reflective.produce(
                ReflectiveClassBuildItem.builder(GenerateChunk.class).constructors().methods().fields().serialization().build());
        // Jackson makes it for rows.
        reflective.produce(
                ReflectiveClassBuildItem.builder("io.github.cameldatamaker.json.OwnTextSerializer").constructors().build());
        // Properties name them with their constructor, and set their options.
        reflective
                .produce(ReflectiveClassBuildItem.builder(DataMakerFileStateRepository.class, DataMakerJdbcStateRepository.class)
                        .constructors().methods().build());
        // Routes and listeners ask for what they tell: ${exception.statusCode}, ${body.progress.rows}.
        reflective.produce(
                ReflectiveClassBuildItem.builder(DataMakerProgressEvent.class, GenerationProgress.class).methods().build());
        reflective.produce(ReflectiveClassBuildItem.builder(DataMakerException.class).methods().build());
        index.getIndex().getAllKnownSubclasses(DataMakerException.class).stream().map(ClassInfo::name)
                .forEach(name -> reflective.produce(ReflectiveClassBuildItem.builder(name.toString()).methods().build()));
        // JMX shows it.
        reflective
                .produce(ReflectiveClassBuildItem.builder("io.github.cameldatamaker.session.DataMakerMetrics").methods().build());
        resources.produce(new NativeImageResourceBuildItem("okhttp3/internal/publicsuffix/PublicSuffixDatabase.list",
                "META-INF/io/github/cameldatamaker/datamaker.json"));
    }
}
