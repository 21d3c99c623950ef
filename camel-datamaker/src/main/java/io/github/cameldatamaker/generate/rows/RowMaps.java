package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameldatamaker.json.JsonArray;
import io.github.cameldatamaker.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Makes Maps from the objects of a parser, with the service's digits: integers as Integer, Long or BigInteger, decimals as
 * BigDecimal. An object shares its keys with the one before if they are the same. An object with two fields of the same name is
 * refused, because a Map would lose one of them.
 */
final class RowMaps {

    private static final RowKeys NONE = new RowKeys(new String[0]);

    private final JsonParser parser;
    private RowKeys keys = NONE;
    /** The makers of nested objects, by their index. */
    private @Nullable RowMaps[] inside = {};

    public RowMaps(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads the object at whose start the parser is. Then the parser is at its end. */
    public Map<String, Object> read() throws IOException {
        RowKeys expected = keys;
        @Nullable
        Object[] values = new Object[expected.size()];
        int place = 0;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (place == values.length || !name.equals(expected.name(place))) {
                return readOther(values, place, name);
            }
            values[place] = value(parser.nextToken(), place);
            place++;
        }
        requireEnd();
        return place == values.length && place > 0 ? new RowMap(expected, values) : ended(others(values, place));
    }

    // The next rows may have its keys.
    private Map<String, Object> readOther(@Nullable Object[] values, int place, String first) throws IOException {
        Map<String, Object> row = others(values, place);
        for (String name = first; name != null; name = parser.nextFieldName()) {
            putNew(row, name, value(parser.nextToken(), -1));
        }
        requireEnd();
        return ended(row);
    }

    private void putNew(Map<String, Object> row, String name, @Nullable Object value) throws JsonParseException {
        int before = row.size();
        row.put(name, value);
        if (row.size() == before) {
            throw new JsonParseException(parser, "Duplicate field '" + name + "'");
        }
    }

    private Map<String, Object> others(@Nullable Object[] values, int count) {
        Map<String, Object> row = new JsonObject();
        for (int place = 0; place < count; place++) {
            row.put(keys.name(place), values[place]);
        }
        return row;
    }

    private Map<String, Object> ended(Map<String, Object> row) {
        keys = new RowKeys(row.keySet().toArray(String[]::new));
        inside = new RowMaps[keys.size()];
        return row;
    }

    private RowMaps inside(int place) {
        if (place < 0) {
            return new RowMaps(parser);
        }
        RowMaps known = inside[place];
        if (known == null) {
            known = new RowMaps(parser);
            inside[place] = known;
        }
        return known;
    }

    private void requireEnd() throws IOException {
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw unexpected(parser.currentToken());
        }
    }

    private JsonParseException unexpected(@Nullable JsonToken token) {
        return new JsonParseException(parser, "a value ended by " + token);
    }

    private @Nullable Object value(@Nullable JsonToken token, int place) throws IOException {
        if (token == null) {
            throw unexpected(null);
        }
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case START_OBJECT -> inside(place).read();
            case START_ARRAY -> array(place);
            default -> throw unexpected(token);
        };
    }

    private List<Object> array(int place) throws IOException {
        List<Object> array = new JsonArray();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token, place));
        }
        return array;
    }
}
