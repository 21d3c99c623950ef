package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import okhttp3.Response;

/** The loop that one writes without Camel: OkHttp's stream, and a MappingIterator of Jackson, with the defaults of both. */
final class HandLoop {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final CsvMapper CSV = CsvMapper.csvBuilder().addModule(new JavaTimeModule()).build();

    private final PlainHttp http;
    private final Format format;
    private final ObjectReader reader;

    private HandLoop(PlainHttp http, Format format, ObjectReader reader) {
        this.http = http;
        this.format = format;
        this.reader = reader;
    }

    /** Rows as LinkedHashMap. */
    static HandLoop ofMaps(PlainHttp http, Format format) {
        return new HandLoop(http, format, mapReader(format));
    }

    /** Rows as a class. */
    static HandLoop of(Class<?> type, PlainHttp http, Format format) {
        return new HandLoop(http, format, reader(type, format));
    }

    static ObjectReader mapReader(Format format) {
        return reader(LinkedHashMap.class, format);
    }

    private static ObjectReader reader(Class<?> type, Format format) {
        return format == Format.json ? JSON.readerFor(type) : CSV.readerFor(type).with(CsvSchema.emptySchema().withHeader());
    }

    void run(long count, RowCount sink) throws IOException {
        try (Response response = http.generate(format, count);
                InputStream body = response.body().byteStream();
                MappingIterator<Object> rows = reader.readValues(body)) {
            while (rows.hasNextValue()) {
                sink.add(rows.nextValue());
            }
        }
        sink.expect(count);
    }
}
