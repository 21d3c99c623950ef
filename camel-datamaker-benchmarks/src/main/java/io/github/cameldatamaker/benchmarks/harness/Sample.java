package io.github.cameldatamaker.benchmarks.harness;

/**
 * What one pass has taken.
 *
 * @param allocatedBytes by all threads of this JVM together
 */
public record Sample(double seconds, long allocatedBytes) {
}
