package io.github.cameldatamaker.benchmarks.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.cameldatamaker.benchmarks.harness.Comparison;

/** All comparisons, by the names that the command line knows them by. */
public final class Comparisons {

    private static final Map<String, Comparison> ALL = new LinkedHashMap<>();

    static {
        ALL.put("files-json", new FileCopies(Format.json));
        ALL.put("files-csv", new FileCopies(Format.csv));
        ALL.put("rows-json", new RowsAsMaps(Format.json));
        ALL.put("rows-csv", new RowsAsMaps(Format.csv));
        ALL.put("fields-json", new RowFields());
        ALL.put("types-json", new RowTypes(Format.json, CustomerRecord.class, CustomerBean.class));
        ALL.put("types-csv", new RowTypes(Format.csv, FlatCustomerRecord.class, FlatCustomerBean.class));
        ALL.put("camel-json", new CamelToday(Format.json));
        ALL.put("camel-csv", new CamelToday(Format.csv));
        ALL.put("memory-json", new CamelInMemory());
        // As many rows to warm up as two passes of all of them; fewer onto the queue, where a row takes many times as long.
        ALL.put("into-database", new IntoSink("into-database", 20, PostgresTable::start));
        ALL.put("into-queue", new IntoSink("into-queue", 4, folder -> ArtemisQueue.start()));
        ALL.put("into-kafka", new IntoSink("into-kafka", 20, KafkaTopic::start));
        ALL.put("chunks", new SpreadChunks());
        ALL.put("logs", new FollowedLog());
        ALL.put("logs-100", new ManyFollowedLogs());
        ALL.put("small-1", new SmallGenerates(1));
        ALL.put("small-100", new SmallGenerates(100));
        ALL.put("small-threads", new ParallelGenerates());
        ALL.put("start", new StartUp());
        ALL.put("first-request", new FirstRequest());
        ALL.put("heap", new SmallestHeap());
    }

    private Comparisons() {
    }

    public static Set<String> names() {
        return ALL.keySet();
    }

    public static Comparison named(String name) {
        return ALL.get(name);
    }

    /** Those of a name, or of a group: {@code rows} are {@code rows-json} and {@code rows-csv}. */
    public static List<String> of(String nameOrGroup) {
        return names().stream().filter(name -> name.equals(nameOrGroup) || name.startsWith(nameOrGroup + "-")).toList();
    }
}
