package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a request carries. Nothing is ever sent twice by OkHttp itself: the service may have begun to work, and to
 * count.
 */
final class RequestBodies {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final ObjectMapper mapper;
    private final ObjectWriter rowWriter;

    RequestBodies(ObjectMapper mapper) {
        this.mapper = mapper;
        this.rowWriter = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    }

    /** @throws DataMakerException when a document cannot be written as JSON, before anything is sent */
    RequestBody of(ApiBody body) {
        if (body instanceof ApiBody.Json json) {
            return document(json.document());
        }
        return body instanceof ApiBody.Rows rows ? rows(rows) : file((ApiBody.File) body);
    }

    /** OkHttp wants one for every POST, PUT and PATCH. */
    @Nullable
    RequestBody none(String method) {
        return method.startsWith("P") ? new OneShotBody(null, 0, sink -> {
        }) : null;
    }

    private RequestBody document(Object document) {
        byte[] bytes;
        try {
            bytes = mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new DataMakerException("The request cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        return new OneShotBody(JSON, bytes.length, sink -> sink.write(bytes));
    }

    private RequestBody rows(ApiBody.Rows set) {
        return new OneShotBody(JSON, -1, sink -> {
            JsonGenerator json = mapper.createGenerator(sink.outputStream());
            // When rows break off in the middle the document must not be closed: the service would save it as if it were whole.
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("name", set.name());
            json.writeArrayFieldStart("rows");
            Iterator<?> rows = set.rows().get();
            while (rows.hasNext()) {
                writeRow(json, rows.next());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.close();
        });
    }

    private void writeRow(JsonGenerator json, Object row) throws IOException {
        // Text is a row's own JSON (rowType=String); parsed, so that what is no object is found before the service finds it.
        Object value = row instanceof String text ? mapper.readValue(text, Map.class) : row;
        rowWriter.writeValue(json, value);
    }

    private RequestBody file(ApiBody.File file) {
        RequestBody content = new OneShotBody(BYTES, file.length(), sink -> {
            try (InputStream in = file.content().open(); Source source = Okio.source(in)) {
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

    /** A body whose own failure is told from one of the connection. */
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
                throw new BrokenBodyException(e.getMessage(), e);
            }
        }
    }

    /** What was to be sent could not be read; nothing is wrong with the connection. */
    static final class BrokenBodyException extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenBodyException(String message, Exception cause) {
            super(message, cause);
        }
    }
}
