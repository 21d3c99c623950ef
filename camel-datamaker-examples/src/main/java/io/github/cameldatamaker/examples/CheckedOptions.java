package io.github.cameldatamaker.examples;

import java.util.Map;

/** Options of a command line, which picocli has read. */
interface CheckedOptions {

    /**
     * Checks what no single option can.
     *
     * @throws picocli.CommandLine.ParameterException that says what to write instead
     */
    void check(Map<String, String> environment);
}
