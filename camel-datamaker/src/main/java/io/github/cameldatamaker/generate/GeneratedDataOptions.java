package io.github.cameldatamaker.generate;

import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.cameldatamaker.generate.rows.RowShape;
import io.github.cameldatamaker.json.JsonArray;
import io.github.cameldatamaker.json.JsonText;
import io.github.cameldatamaker.json.JsonTexts;

/**
 * How a response is to be read.
 *
 * @param format          the format that was asked for
 * @param expectedRows    how many rows were asked for; negative when the service decides (preview)
 * @param shape           how rows are handed out
 * @param mapper          what binds rows to a class; the default knows java.time and ignores fields the class lacks
 * @param maxInMemorySize the most bytes that are held at once: of the whole data where it is kept, of one row where not
 * @param meter           tells how far it is read
 * @param readAhead       with what rows are read ahead of their route; none are without
 */
public record GeneratedDataOptions(
        GenerateFormat format, long expectedRows, RowShape shape, Optional<ObjectMapper> mapper, long maxInMemorySize,
        Optional<ProgressMeter> meter, Optional<ReadAhead> readAhead) {

    private static final ObjectMapper DEFAULT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Binds rows to their class, also where others follow. */
    public ObjectReader binder() {
        return mapper.orElse(DEFAULT).readerFor(shape.type()).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** A List for so many rows, which is JSON where text is asked for. */
    JsonArray list(int capacity) {
        return textsAreJson() ? new JsonTexts(capacity) : new JsonArray(capacity, text());
    }

    /** What writes rows as JSON: objects of a class, what has bound them. */
    JsonText text() {
        return shape.isObject() ? mapper.map(JsonText::new).orElse(JsonText.DEFAULT) : JsonText.DEFAULT;
    }

    /** Whether the text of a row is JSON; that of csv is a line. */
    boolean textsAreJson() {
        return shape.isText() && format == GenerateFormat.json;
    }
}
