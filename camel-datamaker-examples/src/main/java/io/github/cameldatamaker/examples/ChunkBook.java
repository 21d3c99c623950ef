package io.github.cameldatamaker.examples;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/** What the workers have written, read from the database. */
final class ChunkBook {

    private final JdbcTemplate database;

    ChunkBook(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    /** What the whole table holds. */
    record Content(long rows, long distinct, long first, long last, long chunks, String digest) {

        /** Whether it has the rows 0 to {@code count - 1}, each once, from that many chunks. */
        boolean isExactly(long count, long chunksPlanned) {
            return rows == count && distinct == count && first == 0 && last == count - 1 && chunks == chunksPlanned;
        }
    }

    /** What one worker has done. */
    record Share(long chunks, long rows) {
    }

    long chunksDone() {
        return database.queryForObject("SELECT count(*) FROM chunks_done", Long.class);
    }

    /** The workers who have been given a chunk that is not done yet. */
    List<String> atWork() {
        String workers = """
                SELECT worker FROM chunk_deliveries
                WHERE chunk NOT IN (SELECT chunk FROM chunks_done)
                ORDER BY delivery DESC""";
        return database.queryForList(workers, String.class);
    }

    Map<String, Share> shares() {
        return database.query("SELECT worker, count(*) AS chunks, sum(rows) AS rows FROM chunks_done GROUP BY worker",
                (row, number) -> Map.entry(row.getString("worker"), new Share(row.getLong("chunks"), row.getLong("rows"))))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many chunks each worker was given that another, or itself, had been given before. */
    Map<String, Long> redelivered() {
        String chunks = """
                SELECT worker, count(*) AS chunks
                FROM (
                  SELECT worker, row_number() OVER (PARTITION BY chunk ORDER BY delivery) AS time FROM chunk_deliveries
                ) AS deliveries
                WHERE time > 1 GROUP BY worker""";
        return database.query(chunks, (row, number) -> Map.entry(row.getString("worker"), row.getLong("chunks")))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Content content() {
        String content = """
                SELECT count(*), count(DISTINCT number), coalesce(min(number), -1), coalesce(max(number), -1),
                       (SELECT count(*) FROM chunks_done),
                       coalesce(md5(string_agg(generated_customers::text, '' ORDER BY number)), '')
                FROM generated_customers""";
        return database.queryForObject(content, (row, number) -> new Content(
                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getString(6)));
    }
}
