package io.github.cameldatamaker.generate;

/**
 * What decides which rows {@code POST /templates/{id}/generate} gives, and in which batches they are handed out: the same rows in
 * the same batches, as long as the template has the same version.
 *
 * @param template  the id of the template
 * @param seed      the seed
 * @param count     how many rows
 * @param format    json or csv
 * @param batchSize how many rows are handed out together
 * @param overrides what tells the overrides from others; empty when there are none
 */
public record Generation(String template, String seed, long count, GenerateFormat format, int batchSize, String overrides) {
}
