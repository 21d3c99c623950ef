package io.github.cameldatamaker.examples;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The table at the end: who has done what, and whether the table in the database is right. */
final class WorkersReport {

    private static final String LINE = "%-10s  %7s  %10s  %8s  %12s  %s%n";

    private WorkersReport() {
    }

    /** Returns whether the database has every row once. */
    static boolean show(WorkersOptions options, Crew crew, ChunkBook book, PrintStream out) {
        Map<String, ChunkBook.Share> shares = book.shares();
        Map<String, Long> redelivered = book.redelivered();
        out.printf(Locale.ROOT, "%n" + LINE, "worker", "chunks", "rows", "seconds", "redelivered", "end");
        for (WorkerProcess worker : crew.workers()) {
            ChunkBook.Share share = shares.getOrDefault(worker.name(), new ChunkBook.Share(0, 0));
            out.printf(Locale.ROOT, LINE, worker.name(), share.chunks(), String.format(Locale.ROOT, "%,d", share.rows()),
                    String.format(Locale.ROOT, "%.1f", worker.ran().toMillis() / 1000.0),
                    redelivered.getOrDefault(worker.name(), 0L),
                    worker.killed() ? "killed" : "stopped");
        }
        ChunkBook.Content content = book.content();
        boolean exact = content.isExactly(options.count(), options.chunks());
        out.printf(Locale.ROOT, "%nPostgreSQL has %,d rows, %,d of them distinct, of %,d chunks: %s%n", content.rows(),
                content.distinct(),
                content.chunks(),
                exact ? "exactly what was planned" : String.format(Locale.ROOT, "NOT the %,d of %,d that were planned",
                        options.count(), options.chunks()));
        out.println("MD5 of all rows: " + content.digest());
        return exact;
    }
}
