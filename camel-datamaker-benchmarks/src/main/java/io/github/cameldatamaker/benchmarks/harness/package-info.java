/**
 * Measures contenders in turn, A B C A B C, each in the same JVM under the same load of the machine, and compares them round by
 * round.
 */
package io.github.cameldatamaker.benchmarks.harness;
