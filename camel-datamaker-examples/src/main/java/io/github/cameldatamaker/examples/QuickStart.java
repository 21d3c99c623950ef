package io.github.cameldatamaker.examples;

import java.io.PrintStream;

/** Customers and orders, with routes in Java: {@code mvn -q verify -Pquickstart}. */
public final class QuickStart {

    private QuickStart() {
    }

    public static void main(String[] args) {
        ExampleCommand.exit(example(System.out, System.err).run(System.getenv(), args));
    }

    static Example example(PrintStream out, PrintStream err) {
        return new Example("quickstart", main -> main.configure().addRoutesBuilder(new QuickStartRoutes()), out, err);
    }
}
