package io.github.cameldatamaker.quarkus.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What is decided when the application is built. */
@ConfigMapping(prefix = "quarkus.camel.datamaker")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface DataMakerBuildConfig {

    /** The sandbox that dev mode and tests get. */
    DevServices devservices();

    /** The settings of the sandbox. */
    interface DevServices {

        /**
         * Whether the sandbox starts when neither camel.component.datamaker.base-url nor camel.component.datamaker.api-key is
         * set.
         */
        @WithDefault("true")
        boolean enabled();

        /** The port on the loopback address; 0 picks a free one. */
        @WithDefault("0")
        int port();

        /** The plan: free, pro or enterprise. It limits the requests a minute and the rows an hour; enterprise has no limits. */
        @WithDefault("enterprise")
        String plan();

        /** A folder whose *.json files are loaded as templates. */
        Optional<String> templates();
    }
}
