package io.github.cameldatamaker.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version of Camel that the application has. On an old one, the component may fail in the middle of its work.
 */
public final class CamelVersion {

    private static final Logger LOG = LoggerFactory.getLogger(CamelVersion.class);
    private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,3})\\.(\\d{1,4})(\\D.*)?");
    private static final int MAJOR = 4;
    private static final int OLDEST_TESTED = 18;
    // The Camel CLI of this version runs the component, so it is warned only.
    private static final int OLDEST = 17;

    private CamelVersion() {
    }

    /**
     * Warns of a version that nobody has tested.
     *
     * @throws DataMakerException if the version is too old
     */
    public static void check(CamelContext context) {
        String version = context.getVersion();
        Matcher parts = MAJOR_MINOR.matcher(version == null ? "" : version);
        // A native image, or a build of its own, may not tell.
        if (!parts.matches()) {
            return;
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = Integer.parseInt(parts.group(2));
        if (major < MAJOR || major == MAJOR && minor < OLDEST) {
            throw new DataMakerException(
                    "camel-datamaker needs Camel 4.18 or newer, and this application has " + version + ". Raise the version of "
                            + "camel-bom, camel-spring-boot-bom or quarkus-camel-bom, whichever the application imports");
        }
        if (major > MAJOR || minor < OLDEST_TESTED) {
            LOG.warn("camel-datamaker is made for Camel 4.18 and newer versions of Camel 4, and this application has {}. "
                    + "Nobody has tested the component on it.", version);
        }
    }
}
