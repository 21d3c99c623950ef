package io.github.cameldatamaker.generate;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

import io.github.cameldatamaker.client.DataMakerException;
import org.jspecify.annotations.Nullable;

/**
 * How a large generation is cut into chunks, all of the same size except the last. The rows depend on the seed and the size, not
 * on who generates which chunk when.
 *
 * @param template        the template
 * @param templateVersion its version; null if unknown
 * @param count           the number of all rows
 * @param chunkSize       the number of rows in a chunk
 * @param seed            the seed, from which the chunks derive theirs
 * @param overrides       values for fields of the template
 */
public record ChunkPlan(
        String template, @Nullable Integer templateVersion, long count, long chunkSize, String seed,
        Map<String, Object> overrides)
        implements
            Iterable<GenerateChunk> {

    /** @throws DataMakerException if a chunk would have no row, or there would be too many chunks to number */
    public ChunkPlan {
        if (chunkSize < 1) {
            throw new DataMakerException("chunkSize is " + chunkSize + "; it must be at least 1");
        }
        if ((count - 1) / chunkSize >= Integer.MAX_VALUE) {
            throw new DataMakerException(
                    "count=" + count + " makes too many chunks of chunkSize=" + chunkSize + ": make them larger");
        }
    }

    /** The number of chunks. */
    public int chunks() {
        return (int) ((count - 1) / chunkSize + 1);
    }

    /** The chunk with this index. */
    public GenerateChunk chunk(int index) {
        long firstRow = index * chunkSize;
        return GenerateChunk.planned(
                template, templateVersion, seed + "#" + index, index, chunks(), firstRow, Math.min(chunkSize, count - firstRow),
                count,
                overrides);
    }

    @Override
    public Iterator<GenerateChunk> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < chunks();
            }

            @Override
            public GenerateChunk next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The plan has no more chunks");
                }
                return chunk(next++);
            }

            @Override
            public String toString() {
                return "Chunks of " + ChunkPlan.this;
            }
        };
    }
}
