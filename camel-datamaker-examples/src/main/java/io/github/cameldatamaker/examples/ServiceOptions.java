package io.github.cameldatamaker.examples;

import java.util.Map;

import io.github.cameldatamaker.client.DataMakerClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which DataMaker an example works with. */
final class ServiceOptions implements CheckedOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--live",
            description = "Use the real service, with the API key in DM_API_KEY; what is used there must be named too.")
    private boolean live;

    @Option(names = "--base-url", paramLabel = "URL",
            description = "Address of the real service, with --live. Default: " + DataMakerClient.DEFAULT_BASE_URL + ".")
    private String baseUrl;

    private String apiKey;

    @Override
    public void check(Map<String, String> environment) {
        apiKey = environment.getOrDefault("DM_API_KEY", "");
        if (!live && baseUrl != null) {
            throw wrong(
                    "--base-url is the address of the real service, and is used with --live only: add --live, or leave it out");
        }
        if (live && apiKey.isBlank()) {
            throw wrong(
                    "--live needs an API key in the environment variable DM_API_KEY; generate one in DataMaker under Settings, API Keys");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    boolean live() {
        return live;
    }

    String baseUrl() {
        return baseUrl != null ? baseUrl : DataMakerClient.DEFAULT_BASE_URL;
    }

    String apiKey() {
        return apiKey;
    }
}
