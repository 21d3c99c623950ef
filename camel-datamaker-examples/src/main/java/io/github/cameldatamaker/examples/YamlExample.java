package io.github.cameldatamaker.examples;

import java.io.PrintStream;

/** Customers and orders, with routes in YAML: {@code mvn -q verify -Pyaml}. */
public final class YamlExample {

    private YamlExample() {
    }

    public static void main(String[] args) {
        ExampleCommand.exit(example(System.out, System.err).run(System.getenv(), args));
    }

    static Example example(PrintStream out, PrintStream err) {
        return new Example("yaml", main -> main.configure().withRoutesIncludePattern("classpath:routes/quickstart.camel.yaml"),
                out, err);
    }
}
