package io.github.cameldatamaker.examples;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was asked for on the command line of the example with a scenario. */
final class ScenarioOptions implements CheckedOptions {

    @Spec
    private CommandSpec command;

    @Option(names = "--scenario", paramLabel = "SCENARIO",
            description = "The scenario to run. Default: the sandbox's scn_seed_orders.")
    private String scenario;

    @Option(names = "--param", paramLabel = "NAME=VALUE",
            description = "A param of the run, such as size=500; may be given several times.")
    private final Map<String, String> params = new LinkedHashMap<>();

    @Mixin
    private ServiceOptions service;

    @Option(names = { "-h", "--help" }, usageHelp = true, description = "This text.")
    private boolean help;

    @Override
    public void check(Map<String, String> environment) {
        service.check(environment);
        if (service.live() && scenario == null) {
            throw new ParameterException(command.commandLine(), "--live needs a scenario of your account: --scenario=scn_...");
        }
    }

    ServiceOptions service() {
        return service;
    }

    String scenario() {
        return scenario != null ? scenario : "scn_seed_orders";
    }

    Map<String, String> params() {
        return params;
    }
}
