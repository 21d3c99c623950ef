package io.github.cameldatamaker.examples;

import java.nio.file.Path;
import java.util.Map;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What was asked for on the command line of an example with customers and orders. */
final class ExampleOptions implements CheckedOptions {

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

    @Mixin
    private ServiceOptions service;

    @Option(names = "--customers", paramLabel = "TEMPLATE",
            description = "Template of the customers: id, first_name, last_name, email, country. Default: the sandbox's tmpl_customer.")
    private String customers;

    @Option(names = "--orders", paramLabel = "TEMPLATE",
            description = "Template of the orders: id, ordered_at, status, total. Default: the sandbox's tmpl_order.")
    private String orders;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where the files go. Default: ${DEFAULT-VALUE}.",
            defaultValue = "target/quickstart")
    private Path folder;

    @Option(names = { "-h", "--help" }, usageHelp = true, description = "This text.")
    private boolean help;

    @Override
    public void check(Map<String, String> environment) {
        if (customers() < 1 || customers() > MOST) {
            throw wrong("--count must be between 1 and " + MOST + ", not " + count);
        }
        service.check(environment);
        if (live() && (customers == null || orders == null)) {
            throw wrong("--live needs two templates of your account: --customers=tmpl_... --orders=tmpl_...");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    ServiceOptions service() {
        return service;
    }

    boolean live() {
        return service.live();
    }

    long customers() {
        return count != null ? count : live() ? PRESET_LIVE_COUNT : PRESET_COUNT;
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
