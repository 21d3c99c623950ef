package io.github.cameldatamaker.examples;

import io.github.cameldatamaker.client.DataMakerClient;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What was asked for on the command line. */
final class ExampleOptions {

    private static final long ORDERS_PER_CUSTOMER = 3;
    private static final long PRESET_COUNT = 5_000;
    private static final long PRESET_LIVE_COUNT = 500;
    // Three orders each are the most that a sheet of a workbook holds.
    private static final long MOST = 300_000;

    @Spec
    private CommandSpec command;

    @Option(names = "--count", paramLabel = "N", converter = Count.class,
            description = "Customers to generate, each with three orders on average. Default: 5000; with --live 500, which makes 4,000 rows "
                          + "in all, so that two runs fit into the 10,000 rows an hour of a Free plan.")
    private Long count;

    @Option(names = "--live", description = "Generate on the real service, with the API key in DM_API_KEY; needs --customers and --orders.")
    private boolean live;

    @Option(names = "--customers", paramLabel = "TEMPLATE",
            description = "Template of the customers: id, first_name, last_name, email, country. Default: the sandbox's tmpl_customer.")
    private String customers;

    @Option(names = "--orders", paramLabel = "TEMPLATE",
            description = "Template of the orders: id, ordered_at, status, total. Default: the sandbox's tmpl_order.")
    private String orders;

    @Option(names = "--base-url", paramLabel = "URL",
            description = "Address of the real service, with --live. Default: " + DataMakerClient.DEFAULT_BASE_URL + ".")
    private String baseUrl;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where the files go. Default: ${DEFAULT-VALUE}.",
            defaultValue = "target/quickstart")
    private Path folder;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "This text.")
    private boolean help;

    /**
     * Checks what no single option can.
     *
     * @throws ParameterException that says what to write instead
     */
    void check(Map<String, String> environment) {
        if (customers() < 1 || customers() > MOST) {
            throw wrong("--count must be between 1 and " + MOST + ", not " + count);
        }
        if (!live) {
            if (baseUrl != null) {
                throw wrong("--base-url is the address of the real service, and is used with --live only: add --live, or leave it out");
            }
            return;
        }
        if (environment.getOrDefault("DM_API_KEY", "").isBlank()) {
            throw wrong("--live needs an API key in the environment variable DM_API_KEY; generate one in DataMaker under Settings, API Keys");
        }
        if (customers == null || orders == null) {
            throw wrong("--live needs two templates of your account: --customers=tmpl_... --orders=tmpl_...");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    boolean live() {
        return live;
    }

    long customers() {
        return count != null ? count : live ? PRESET_LIVE_COUNT : PRESET_COUNT;
    }

    long orders() {
        return customers() * ORDERS_PER_CUSTOMER;
    }

    String customersTemplate() {
        return customers != null ? customers : "tmpl_customer";
    }

    String ordersTemplate() {
        return orders != null ? orders : "tmpl_order";
    }

    String baseUrl() {
        return baseUrl != null ? baseUrl : DataMakerClient.DEFAULT_BASE_URL;
    }

    Path folder() {
        return folder.toAbsolutePath();
    }

    /** Says what is wanted, where picocli names the Java type. */
    static final class Count implements ITypeConverter<Long> {

        @Override
        public Long convert(String value) {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + value + "' is no whole number between 1 and " + MOST);
            }
        }
    }
}
