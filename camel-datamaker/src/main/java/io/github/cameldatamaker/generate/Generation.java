package io.github.cameldatamaker.generate;

/**
 * Everything that decides which rows {@code POST /templates/{id}/generate} gives, and in which batches. Equal generations give
 * the same rows in the same batches while the template has the same version.
 *
 * @param template  the id of the template
 * @param seed      the seed
 * @param count     the number of rows
 * @param format    json or csv
 * @param batchSize the number of rows are handed out together
 * @param overrides a digest of the overrides; empty if there are none
 */
public record Generation(String template, String seed, long count, GenerateFormat format, int batchSize, String overrides) {
}
