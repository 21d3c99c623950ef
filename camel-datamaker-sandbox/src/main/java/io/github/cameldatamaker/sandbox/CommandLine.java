package io.github.cameldatamaker.sandbox;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The arguments of the command line.
 *
 * @param state where everything is kept over restarts
 * @param open  whether the console is opened in the browser
 */
record CommandLine(int port, Plan plan, ApiStyle apiStyle, Optional<Path> templates, Optional<Path> state, boolean open,
        boolean help) {

    static final String USAGE = """
            Runs DataMaker on localhost, with a console in the browser.

              --port N         the port to listen on; 0 picks a free one (default 8642)
              --plan PLAN      free, pro or enterprise: limits the requests a minute and the rows an hour
                               (default enterprise, which has no limits)
              --templates DIR  a folder whose *.json files are loaded as templates
              --api-style STYLE  contract or platform: whose answers to give (default contract, which the
                               component is built for)
              --state DIR      keeps everything in this folder over restarts; it is made if it does not exist
              --open           opens the console in the browser
              --help           prints this text

            Examples:
              java -jar camel-datamaker-sandbox-VERSION-standalone.jar --open
              java -jar camel-datamaker-sandbox-VERSION-standalone.jar --port 8080 --plan free --state ./datamaker
            """;
    private static final int PRESET_PORT = 8642;
    private static final List<String> OPTIONS = List.of("--port", "--plan", "--templates", "--api-style", "--state", "--open",
            "--help");

    /**
     * Reads the arguments, {@code --name value} or {@code --name=value}.
     *
     * @throws IllegalArgumentException if an argument is wrong; the message names the option and what it takes
     */
    static CommandLine parse(String... args) {
        int port = PRESET_PORT;
        Plan plan = Plan.ENTERPRISE;
        ApiStyle style = ApiStyle.CONTRACT;
        Optional<Path> templates = Optional.empty();
        Optional<Path> state = Optional.empty();
        boolean open = false;
        boolean help = false;
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String option = equals < 0 ? args[i] : args[i].substring(0, equals);
            if (option.equals("-h") || isFlag(option, "--help", equals)) {
                help = true;
            } else if (isFlag(option, "--open", equals)) {
                open = true;
            } else {
                requireKnown(option);
                String value = equals < 0 ? next(args, ++i, option) : args[i].substring(equals + 1);
                switch (option) {
                    case "--port" -> port = port(value);
                    case "--plan" -> plan = plan(value);
                    case "--api-style" -> style = style(value);
                    case "--state" -> state = Optional.of(path(option, value));
                    default -> templates = Optional.of(folder(value));
                }
            }
        }
        return new CommandLine(port, plan, style, templates, state, open, help);
    }

    private static boolean isFlag(String option, String flag, int equals) {
        if (option.equals(flag) && equals >= 0) {
            throw new IllegalArgumentException(flag + " takes no value");
        }
        return option.equals(flag);
    }

    private static void requireKnown(String option) {
        if (!OPTIONS.contains(option)) {
            String plain = option.replaceAll("^-+", "").toLowerCase(Locale.ROOT);
            String near = OPTIONS.stream().filter(each -> plain.length() > 1 && isNear(plain, each.substring(2))).findFirst()
                    .map(each -> "; did you mean " + each + "?").orElse(".");
            throw new IllegalArgumentException(
                    "unknown option '" + option + "'" + near + " The options are " + String.join(", ", OPTIONS));
        }
    }

    /** Whether one begins with the other, or a few letters make it the other. */
    private static boolean isNear(String given, String option) {
        return option.startsWith(given) || given.startsWith(option) || edits(given, option) <= 2;
    }

    /** How many letters are to be added, left out or replaced (Levenshtein's distance). */
    private static int edits(String from, String to) {
        int[] before = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[to.length()];
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

    private static ApiStyle style(String value) {
        try {
            return ApiStyle.named(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--api-style: " + e.getMessage(), e);
        }
    }

    private static Path path(String option, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option + ": '" + value + "' is no path: " + e.getReason(), e);
        }
    }

    private static Path folder(String value) {
        Path folder = path("--templates", value);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--templates: there is no folder '" + value + "'");
        }
        return folder;
    }
}
