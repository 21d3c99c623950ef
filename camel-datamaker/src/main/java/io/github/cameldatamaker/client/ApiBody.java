package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a request carries.
 */
public sealed interface ApiBody {

    /** Whether it can be sent again after the service has refused it. */
    boolean isRepeatable();

    /**
     * A JSON document of the contract, made of options. It is never written with the user's mapper.
     *
     * @param fields its fields, in their order
     */
    record Fields(Map<String, Object> fields) implements ApiBody {

        @Override
        public boolean isRepeatable() {
            return true;
        }
    }

    /**
     * A JSON document of the user. The user's mapper writes it.
     *
     * @param document the document
     */
    record Json(Object document) implements ApiBody {

        @Override
        public boolean isRepeatable() {
            return true;
        }
    }

    /**
     * A set to save, {@code {"name", "rows"}}. The rows are written one by one and are never all in memory.
     *
     * @param name         the name of the set
     * @param rows         gives the rows; a row is a Map, an object that Jackson can write, or the text of a JSON object
     * @param isRepeatable whether {@code rows} can give them again
     */
    record Rows(String name, Supplier<Iterator<?>> rows, boolean isRepeatable) implements ApiBody {
    }

    /**
     * A file to upload, as {@code multipart/form-data} with the parts {@code name} and {@code file}.
     *
     * @param name         the name in the workspace; may contain slashes
     * @param content      opens the content
     * @param length       its number of bytes; negative if unknown
     * @param isRepeatable whether the content can be opened again
     */
    record File(String name, Content content, long length, boolean isRepeatable) implements ApiBody {
    }

    /** Opens the content to upload. */
    @FunctionalInterface
    interface Content {

        /** The content from its start. The client closes it. */
        InputStream open() throws IOException;
    }
}
