package io.github.cameldatamaker.benchmarks.harness;

import java.nio.file.Path;

/**
 * What a comparison works with.
 *
 * @param rows    of each pass
 * @param rounds  how many passes count
 * @param baseUrl of the service
 * @param folder  for files
 */
public record Setting(long rows, int rounds, String baseUrl, Path folder) {

    /** The same with fewer rows, where a row takes longer. */
    public Setting withFewerRows(int times) {
        return new Setting(Math.max(1, rows / times), rounds, baseUrl, folder);
    }
}
