package io.github.cameldatamaker.benchmarks.harness;

/** Contenders that do the same thing. */
public interface Comparison {

    /** Measures them, in this JVM. */
    Outcome run(Setting setting) throws Exception;
}
