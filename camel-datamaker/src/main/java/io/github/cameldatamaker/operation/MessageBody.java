package io.github.cameldatamaker.operation;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.ApiBody;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Json;
import io.github.cameldatamaker.generate.GeneratedData;
import io.github.cameldatamaker.json.ReadOnceStream;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * Makes the body of a request from the body of a message.
 */
final class MessageBody {

    private static final ObjectReader STRICT = Json.MAPPER.reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final DataMakerOperation operation;
    private final Message message;

    MessageBody(DataMakerOperation operation, Message message) {
        this.operation = operation;
        this.message = message;
    }

    /** A JSON object from a Map, from JSON as text, bytes or stream, or from any object that Jackson can write. */
    ApiBody document() {
        Object body = present("a Map, JSON as String, bytes or stream, or an object that Jackson can write");
        if (body instanceof CharSequence || body instanceof byte[] || body instanceof InputStream || body instanceof Reader
                || body instanceof WrappedFile<?> || body instanceof File || body instanceof Path) {
            return new ApiBody.Json(new RawValue(jsonObject(message.getBody(String.class))));
        }
        if (body instanceof Iterable<?> && !(body instanceof ObjectNode) || body instanceof Iterator<?> || body instanceof Number
                || body instanceof Boolean
                || body.getClass().isArray()) {
            throw new DataMakerException(
                    "The body of datamaker:" + operation + " is " + body.getClass().getName()
                            + ", but the service needs a JSON object. Give it a Map, or JSON of an object");
        }
        return new ApiBody.Json(body);
    }

    private String jsonObject(String text) {
        try {
            JsonNode node = STRICT.readTree(text);
            if (node.isObject()) {
                return text;
            }
            throw new DataMakerException(
                    "The body of datamaker:" + operation + " is JSON of the type " + node.getNodeType()
                            + ", but the service needs an object");
        } catch (JsonProcessingException e) {
            throw new DataMakerException(
                    "The body of datamaker:" + operation + " is a text, but not JSON: " + e.getOriginalMessage()
                            + ". Give it a Map, or JSON of an object",
                    e);
        }
    }

    /** The rows of a set from a List, an Iterator or GeneratedData, written one by one. */
    ApiBody rows(String name) {
        Object body = present("a List or an Iterator of rows, or GeneratedData");
        if (body instanceof GeneratedData data) {
            Iterator<Object> rows = data.iterator();
            return new ApiBody.Rows(name, () -> rows, false);
        }
        if (body instanceof Iterable<?> list && !(body instanceof ObjectNode) && !(body instanceof Path)) {
            return new ApiBody.Rows(name, list::iterator, true);
        }
        if (body instanceof Iterator<?> rows) {
            return new ApiBody.Rows(name, () -> rows, false);
        }
        throw new DataMakerException(
                "The body of datamaker:saveSet is " + body.getClass().getName()
                        + ", but saveSet needs rows. Give it a List, an Iterator or GeneratedData");
    }

    /** The content of a file from everything that Camel can read as a stream. */
    ApiBody file(String name) {
        Object body = present("a file, a stream, bytes or a text");
        if (name.endsWith("/")) {
            throw new DataMakerException("file '" + name + "' ends with a slash. Add a name after it");
        }
        if (body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            return local(name, file.toPath());
        }
        if (body instanceof File file) {
            return local(name, file.toPath());
        }
        if (body instanceof Path path) {
            return local(name, path);
        }
        if (body instanceof byte[] bytes) {
            return inMemory(name, bytes);
        }
        if (body instanceof String text) {
            return inMemory(name, text.getBytes(StandardCharsets.UTF_8));
        }
        return streamed(name, body);
    }

    private static ApiBody local(String name, Path path) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new DataMakerException(
                    "The file to upload, " + path + ", "
                            + (Files.isDirectory(path) ? "is a directory" : "does not exist or cannot be read"));
        }
        return new ApiBody.File(name, () -> Files.newInputStream(path), path.toFile().length(), true);
    }

    private static ApiBody inMemory(String name, byte[] bytes) {
        return new ApiBody.File(name, () -> new ByteArrayInputStream(bytes), bytes.length, true);
    }

    private ApiBody streamed(String name, Object body) {
        InputStream stream = message.getBody(InputStream.class);
        if (stream == null) {
            throw new DataMakerException(
                    "The body of datamaker:uploadFile is " + body.getClass().getName()
                            + ", which Camel cannot read as a stream. Convert it first");
        }
        boolean cached = body instanceof StreamCache && !(body instanceof ReadOnceStream) && body == stream;
        return new ApiBody.File(name, () -> {
            if (cached) {
                ((StreamCache) body).reset();
            }
            return stream;
        }, -1, cached);
    }

    private Object present(String what) {
        Object body = message.getBody();
        if (body == null) {
            throw new DataMakerException("datamaker:" + operation + " needs a body: " + what);
        }
        return body;
    }
}
