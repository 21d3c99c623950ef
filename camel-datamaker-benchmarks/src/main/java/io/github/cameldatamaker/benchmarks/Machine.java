package io.github.cameldatamaker.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.sun.management.OperatingSystemMXBean;
import io.github.cameldatamaker.DataMakerComponent;
import okhttp3.OkHttp;
import org.apache.camel.impl.DefaultCamelContext;

/** What the figures were measured on. */
final class Machine {

    private static final String MAVEN = "/META-INF/maven/io.github.cameldatamaker/camel-datamaker/pom.properties";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {
    }

    static Map<String, String> facts(List<String> jvmOptions) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("processor", processor() + ", " + system.getAvailableProcessors() + " cores");
        facts.put("memory", String.format(Locale.ROOT, "%.0f GB", system.getTotalMemorySize() / 1e9));
        facts.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
        facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("JVM options", String.join(" ", jvmOptions));
        facts.put("camel-datamaker", component());
        facts.put("Camel", new DefaultCamelContext(false).getVersion());
        facts.put("OkHttp", OkHttp.VERSION);
        facts.put("Jackson", PackageVersion.VERSION.toString());
        return facts;
    }

    private static String component() throws IOException {
        Properties maven = new Properties();
        try (InputStream in = DataMakerComponent.class.getResourceAsStream(MAVEN)) {
            maven.load(in);
        }
        return maven.getProperty("version");
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(CPU_INFO).stream().filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim()).findFirst().orElse(System.getProperty("os.arch"));
    }
}
