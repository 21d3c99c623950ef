package io.github.cameldatamaker.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The arguments of the command line. */
record CommandLine(int port, Plan plan, Optional<Path> templates, boolean help) {

    static final String USAGE = """
            Runs DataMaker on localhost.

              --port N         the port to listen on; 0 picks a free one (default 8642)
              --plan PLAN      free, pro or enterprise: limits the requests a minute and the rows an hour
                               (default enterprise, which has no limits)
              --templates DIR  a folder whose *.json files are loaded as templates
              --help           prints this text
            """;
    private static final int PRESET_PORT = 8642;

    /**
     * Reads the arguments, {@code --name value} or {@code --name=value}.
     *
     * @throws IllegalArgumentException if an argument is wrong; the message names the option and what it takes
     */
    static CommandLine parse(String... args) {
        int port = PRESET_PORT;
        Plan plan = Plan.ENTERPRISE;
        Optional<Path> templates = Optional.empty();
        boolean help = false;
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String option = equals < 0 ? args[i] : args[i].substring(0, equals);
            if (option.equals("--help") || option.equals("-h")) {
                help = true;
                continue;
            }
            requireKnown(option);
            String value = equals < 0 ? next(args, ++i, option) : args[i].substring(equals + 1);
            switch (option) {
                case "--port" -> port = port(value);
                case "--plan" -> plan = plan(value);
                default -> templates = Optional.of(folder(value));
            }
        }
        return new CommandLine(port, plan, templates, help);
    }

    private static void requireKnown(String option) {
        if (!option.equals("--port") && !option.equals("--plan") && !option.equals("--templates")) {
            throw new IllegalArgumentException(
                    "unknown option '" + option + "'; the options are --port, --plan, --templates and --help");
        }
    }

    private static String next(String[] args, int i, String option) {
        if (i == args.length) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return args[i];
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
            throw new IllegalArgumentException("--port must be between 0 and 65535, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    private static Plan plan(String value) {
        try {
            return Plan.named(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--plan: " + e.getMessage(), e);
        }
    }

    private static Path folder(String value) {
        Path folder = Path.of(value);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--templates: there is no folder '" + value + "'");
        }
        return folder;
    }
}
