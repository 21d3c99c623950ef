package io.github.cameldatamaker.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a request. OkHttp itself sends no body twice, because the service may have begun to work and to count.
 */
final class RequestBodies {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private static final JsonFactory PLAIN = new JsonFactory();

    private final Lazy<ObjectWriter> writer;

    /** Reads rows that are text. */
    private static final class RowText {

        static final ObjectReader READER = Json.MAPPER.readerForMapOf(Object.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // Of two fields with the same name only the last would be saved.
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    RequestBodies(Supplier<ObjectMapper> mapper) {
        this.writer = new Lazy<>(() -> withoutTypeIds(mapper.get()).writer().withoutRootName());
    }

    // Default typing is for Java on both sides: the service would read ["java.lang.Long",5] instead of a number.
    private static ObjectMapper withoutTypeIds(ObjectMapper mapper) {
        try {
            return mapper.copy().deactivateDefaultTyping();
        } catch (IllegalStateException e) {
            // A subclass that cannot be copied.
            return mapper;
        }
    }

    /** @throws DataMakerException before anything is sent, if a document cannot be written as JSON */
    RequestBody of(ApiBody body) {
        try {
            if (body instanceof ApiBody.Fields fields) {
                return document(bytes(fields.fields()));
            }
            if (body instanceof ApiBody.Json json) {
                return document(writer.get().writeValueAsBytes(json.document()));
            }
        } catch (JsonProcessingException e) {
            throw new DataMakerException("The request cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        return body instanceof ApiBody.Rows rows ? rows(rows) : file((ApiBody.File) body);
    }

    /** OkHttp wants one for every POST, PUT and PATCH. */
    @Nullable
    RequestBody none(String method) {
        return method.startsWith("P") ? new OneShotBody(null, 0, sink -> {}) : null;
    }

    private static RequestBody document(byte[] json) {
        return new OneShotBody(JSON, json.length, sink -> sink.write(json));
    }

    // Most documents hold text and numbers only. Those need no mapper, which takes a third of a first request to load.
    private static byte[] bytes(Map<String, Object> fields) throws JsonProcessingException {
        if (!fields.values().stream().allMatch(RequestBodies::isPlain)) {
            return Json.MAPPER.writeValueAsBytes(fields);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = PLAIN.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                json.writeObjectField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            // Memory does not fail.
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Integer || value instanceof Long || value instanceof Boolean;
    }

    private RequestBody rows(ApiBody.Rows set) {
        ObjectWriter rowWriter = writer.get().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
        return new OneShotBody(JSON, -1, sink -> {
            JsonGenerator json = rowWriter.createGenerator(sink.outputStream());
            // If the rows fail in the middle, the document must not be closed: the service would save it as whole.
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("name", set.name());
            json.writeArrayFieldStart("rows");
            Iterator<?> rows = set.rows().get();
            while (rows.hasNext()) {
                writeRow(rowWriter, json, rows.next());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.close();
        });
    }

    private static void writeRow(ObjectWriter rowWriter, JsonGenerator json, @Nullable Object row) throws IOException {
        if (row instanceof List<?> batch) {
            // A batch (batchSize) is not a row itself.
            for (Object one : batch) {
                writeRow(rowWriter, json, one);
            }
            return;
        }
        // Text is a row's own JSON (rowType=String). Parsing it finds a row that is no object before the service does.
        Object value = row instanceof String text ? RowText.READER.readValue(text) : row;
        if (isNoObject(value)) {
            throw new DataMakerException(
                    "A row is " + row + ", but the service needs an object. Give it a Map, or JSON of an object");
        }
        rowWriter.writeValue(json, value);
    }

    private static boolean isNoObject(@Nullable Object row) {
        return row == null || row instanceof Number || row instanceof Boolean || row.getClass().isArray()
                || row instanceof Iterable<?> && !(row instanceof ObjectNode);
    }

    private RequestBody file(ApiBody.File file) {
        RequestBody content = new OneShotBody(BYTES, file.length(), sink -> {
            try (Source source = new ContentSource(file.content())) {
                sink.writeAll(source);
            }
        });
        String fileName = file.name().substring(file.name().lastIndexOf('/') + 1);
        return new MultipartBody.Builder().setType(MultipartBody.FORM)
                .addFormDataPart("name", file.name())
                .addFormDataPart("file", fileName, content)
                .build();
    }

    /** Writes a body to the connection. */
    private interface Writer {

        void write(BufferedSink sink) throws IOException;
    }

    /** A body whose own failure is distinguished from one of the connection. */
    private static final class OneShotBody extends RequestBody {

        private final @Nullable MediaType type;
        private final long length;
        private final Writer writer;

        OneShotBody(@Nullable MediaType type, long length, Writer writer) {
            this.type = type;
            this.length = length;
            this.writer = writer;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return length;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try {
                writer.write(sink);
            } catch (JsonProcessingException e) {
                throw new BrokenBodyException("A row cannot be written as JSON: " + e.getOriginalMessage(), e);
            } catch (RuntimeException e) {
                throw new BrokenBodyException(e);
            }
        }
    }

    /** The content of a file, whose own failure is distinguished from one of the connection. */
    private static final class ContentSource extends ForwardingSource {

        ContentSource(ApiBody.Content content) throws BrokenBodyException {
            super(open(content));
        }

        private static Source open(ApiBody.Content content) throws BrokenBodyException {
            try {
                return Okio.source(content.open());
            } catch (IOException e) {
                throw new BrokenBodyException(e);
            }
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            try {
                return super.read(sink, byteCount);
            } catch (IOException e) {
                throw new BrokenBodyException(e);
            }
        }
    }

    /** The body could not be read. Nothing is wrong with the connection. */
    static final class BrokenBodyException extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenBodyException(Exception cause) {
            this(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }

        BrokenBodyException(String message, Exception cause) {
            super(message, cause);
        }
    }
}
