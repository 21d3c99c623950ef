package io.github.cameldatamaker.check;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.ApiKey;
import io.github.cameldatamaker.client.AuthScheme;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerClientBuilder;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Resilience;
import io.github.cameldatamaker.client.Timeouts;

/**
 * Says in a few seconds whether a key works, and how the service answers: {@code datamaker:check} as a command. It uses the GET
 * rows of the REST contract, preview, and the deletion of a template that does not exist. It costs no rows.
 *
 * <p>The key is that of the environment variable {@code DM_API_KEY}, else of {@code DATAMAKER_API_KEY}; a command line would show
 * it to others. The exit code is 0 if all is well, 1 if something is missing, 2 if the key is refused, 3 if there is no such
 * service, and 4 if the command is wrong.
 */
public final class Check {

    private static final int WRONG_COMMAND = 4;
    private static final long MAX_SIZE = 64L * 1024 * 1024;
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    private static final Resilience AT_ONCE = new Resilience(
            0, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ZERO, false, OptionalLong.empty());
    private static final String USAGE = """
            Says whether a DataMaker key works, and how the service answers. It costs no rows.

              --base-url URL             the service; DEFAULT by default
              --auth-scheme SCHEME       bearer or apiKey; bearer by default
              --http-header NAME=VALUE   a header of each request; may be repeated
              --help                     this text

            The key is that of the environment variable DM_API_KEY. Exit codes: 0 all is well, 1 something is missing,
            2 the key is refused, 3 there is no such service, 4 the command is wrong.
            """.replace("DEFAULT", DataMakerClient.DEFAULT_BASE_URL);

    private String baseUrl = DataMakerClient.DEFAULT_BASE_URL;
    private AuthScheme authScheme = AuthScheme.bearer;
    private final Map<String, String> httpHeaders = new LinkedHashMap<>();

    private Check() {
    }

    /** Checks, prints the report, and ends the JVM with the exit code. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    /**
     * @param out for the report
     * @param err for what is wrong with the command
     */
    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (args.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            Check check = new Check();
            check.read(args.iterator());
            CheckReport report = check.check(key(environment));
            out.println(report.text());
            return report.outcome().exitCode();
        } catch (DataMakerException e) {
            err.println(e.getMessage());
            return WRONG_COMMAND;
        }
    }

    private static ApiKey key(Map<String, String> environment) {
        return Stream.of("DM_API_KEY", "DATAMAKER_API_KEY").map(environment::get).filter(key -> key != null && !key.isBlank())
                .findFirst().map(ApiKey::of).orElseThrow(() -> new DataMakerException(
                        "There is no key. Set the environment variable DM_API_KEY (keys are made under Settings, API Keys)"));
    }

    private void read(Iterator<String> args) {
        while (args.hasNext()) {
            String name = args.next();
            switch (name) {
                case "--base-url" -> baseUrl = value(name, args);
                case "--auth-scheme" -> authScheme = scheme(value(name, args));
                case "--http-header" -> addHeader(value(name, args));
                default -> throw new DataMakerException("There is no " + name + ". --help shows what there is");
            }
        }
    }

    private static String value(String name, Iterator<String> args) {
        if (!args.hasNext()) {
            throw new DataMakerException(name + " needs a value. --help shows which");
        }
        return args.next();
    }

    private static AuthScheme scheme(String text) {
        return Arrays.stream(AuthScheme.values()).filter(scheme -> scheme.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new DataMakerException("--auth-scheme is " + text + ". Use bearer or apiKey"));
    }

    private void addHeader(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new DataMakerException("--http-header needs NAME=VALUE");
        }
        String name = text.substring(0, equals);
        if (httpHeaders.put(name, text.substring(equals + 1)) != null) {
            throw new DataMakerException("--http-header sets " + name + " twice. Leave one out");
        }
    }

    private CheckReport check(ApiKey key) {
        try (ServiceCheck check = new ServiceCheck(authScheme, scheme -> new DataMakerClientBuilder().baseUrl(baseUrl)
                .apiKey(key).authScheme(scheme).httpHeaders(httpHeaders).timeouts(TIMEOUTS).resilience(AT_ONCE).build(),
                MAX_SIZE)) {
            return check.run();
        }
    }
}
