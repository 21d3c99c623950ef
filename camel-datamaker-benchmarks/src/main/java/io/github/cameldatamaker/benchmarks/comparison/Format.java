package io.github.cameldatamaker.benchmarks.comparison;

/** A format that has rows. */
enum Format {
    json, csv
}
