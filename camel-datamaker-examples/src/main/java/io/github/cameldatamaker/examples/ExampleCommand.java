package io.github.cameldatamaker.examples;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.DataMakerException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** An example as a command: reads its arguments, and says what failed in one line. */
final class ExampleCommand {

    private final String profile;
    private final PrintStream out;
    private final PrintStream err;
    private final Supplier<String> where;

    /**
     * @param profile of Maven, which runs it
     * @param where   it is at work, put behind "Failed"
     */
    ExampleCommand(String profile, PrintStream out, PrintStream err, Supplier<String> where) {
        this.profile = profile;
        this.out = out;
        this.err = err;
        this.where = where;
    }

    /**
     * Works.
     *
     * @param options where the arguments go
     * @param work    returns the exit code
     * @return the exit code: that of the work, 1 if it threw, 2 if the arguments are wrong
     */
    int run(CheckedOptions options, Map<String, String> environment, String[] args, Callable<Integer> work) {
        // The build gives some, and who runs it may give them again.
        CommandLine commandLine = new CommandLine(options).setOverwrittenOptionsAllowed(true);
        commandLine.getCommandSpec().usageMessage()
                .customSynopsis("mvn -q verify -P" + profile + " [-D" + profile + ".args=\"OPTION...\"]%n");
        try {
            commandLine.parseArgs(args);
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(out);
                return 0;
            }
            options.check(environment);
        } catch (ParameterException e) {
            err.println(e.getMessage() + " (--help shows all options)");
            return 2;
        }
        try {
            return work.call();
        } catch (Exception e) {
            err.println("Failed" + where.get() + ": " + message(e));
            return 1;
        }
    }

    /** DataMaker's own word where there is one, else that of the deepest cause; never that of Camel around it. */
    private static String message(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof DataMakerException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** Ends the process where it has failed; else Maven goes on. */
    static void exit(int code) {
        if (code != 0) {
            System.exit(code);
        }
    }
}
