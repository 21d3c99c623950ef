package io.github.cameldatamaker.generate;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes a digest of all fields of a chunk, which shows whether the chunk has changed on its way. It is the same whether the chunk
 * travels as an object, as text or as a Map.
 */
final class ChunkDigest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ChunkDigest() {
    }

    /** @throws IllegalArgumentException if an override cannot be written as JSON */
    static String of(ObjectMapper json, Map<String, Object> fields) {
        byte[] text = canonical(json.valueToTree(fields)).toString().getBytes(StandardCharsets.UTF_8);
        Digest digest = new Digest();
        digest.add(text, 0, text.length);
        return digest.toString();
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.fields().forEachRemaining(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            ObjectNode object = NODES.objectNode();
            sorted.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = NODES.arrayNode();
            node.forEach(element -> array.add(canonical(element)));
            return array;
        }
        return node.isNumber() ? number(node) : node;
    }

    // A JSON reader may turn 5 into 5.0, or cut a fraction to a double.
    private static JsonNode number(JsonNode node) {
        BigDecimal value = node.isIntegralNumber() ? node.decimalValue() : BigDecimal.valueOf(node.doubleValue());
        return DecimalNode.valueOf(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }
}
