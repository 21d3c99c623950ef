package io.github.cameldatamaker.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Map as its own text if a mapper would write the same. In all other cases it leaves the Map to that mapper's serializer
 * of Maps: if the mapper has serializers of its own, leaves out nulls, indents, and so on.
 * The benchmark fields-json shows what that saves.
 */
public final class OwnTextSerializer extends StdSerializer<OwnText> implements ContextualSerializer {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String JACKSONS_OWN = "com.fasterxml.jackson.databind.ser.";
    private static final List<Class<?>> TYPES = List.of(String.class, Integer.class, Long.class, BigInteger.class,
            BigDecimal.class, Boolean.class, JsonArray.class);
    private static final List<Class<?>> SUPERTYPES = List.of(Object.class, Map.class, AbstractMap.class, HashMap.class,
            LinkedHashMap.class);

    /** What decides how text is written. */
    private static final int FEATURES = mask(JsonWriteFeature.QUOTE_FIELD_NAMES) | mask(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
            | mask(JsonWriteFeature.ESCAPE_NON_ASCII) | mask(JsonWriteFeature.ESCAPE_FORWARD_SLASHES);
    private static final int USUAL_FEATURES = mask(JsonWriteFeature.QUOTE_FIELD_NAMES);

    /** A Map with every kind of value, and how it is usually written. */
    private static final Map<String, Object> SAMPLE = new LinkedHashMap<>();
    private static final String WRITTEN = "{\"z\":\"ü/<'\",\"a\":null,\"int\":1,\"long\":3000000000,"
            + "\"integer\":100000000000000000000,\"decimal\":0.10,\"yes\":true,\"none\":[],\"one\":[1],\"object\":{\"b\":null}}";

    static {
        SAMPLE.put("z", "ü/<'");
        SAMPLE.put("a", null);
        SAMPLE.put("int", 1);
        SAMPLE.put("long", 3_000_000_000L);
        SAMPLE.put("integer", BigInteger.TEN.pow(20));
        SAMPLE.put("decimal", new BigDecimal("0.10"));
        SAMPLE.put("yes", true);
        SAMPLE.put("none", List.of());
        SAMPLE.put("one", List.of(1));
        JsonObject object = new JsonObject();
        object.put("b", null);
        SAMPLE.put("object", object);
    }

    private final transient @Nullable JsonSerializer<Object> maps;
    private final transient boolean isInProperty;
    private transient volatile @Nullable Verdict verdict;

    /** Whether a mapper writes Maps as usual. */
    private record Verdict(ObjectCodec mapper, boolean isUsual) {
    }

    /** For Jackson, which makes the one that writes from it. */
    public OwnTextSerializer() {
        this(null, false);
    }

    private OwnTextSerializer(@Nullable JsonSerializer<Object> maps, boolean isInProperty) {
        super(OwnText.class);
        this.maps = maps;
        this.isInProperty = isInProperty;
    }

    private static int mask(JsonWriteFeature feature) {
        return feature.mappedFeature().getMask();
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider with, @Nullable BeanProperty property)
            throws JsonMappingException {
        return new OwnTextSerializer(maps(with, property), property != null);
    }

    private static JsonSerializer<Object> maps(SerializerProvider with, @Nullable BeanProperty property)
            throws JsonMappingException {
        return with.findValueSerializer(
                with.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Object.class), property);
    }

    @Override
    public void serialize(OwnText map, JsonGenerator out, SerializerProvider with) throws IOException {
        byte[] json = map.ownJson();
        if (json != null && !isInProperty && isUsual(out, with)) {
            out.writeRawValue(new RawBytes(json));
        } else {
            mapsOf(with).serialize(map, out, with);
        }
    }

    @Override
    public void serializeWithType(OwnText map, JsonGenerator out, SerializerProvider with, TypeSerializer types)
            throws IOException {
        mapsOf(with).serializeWithType(map, out, with, types);
    }

    @Override
    public boolean isEmpty(SerializerProvider with, OwnText map) {
        return map.isEmpty();
    }

    private JsonSerializer<Object> mapsOf(SerializerProvider with) throws JsonMappingException {
        return maps == null ? maps(with, null) : maps;
    }

    private boolean isUsual(JsonGenerator out, SerializerProvider with) {
        return out.getClass() == UTF8JsonGenerator.class && out.getPrettyPrinter() == null
                && out.getCharacterEscapes() == null && out.getHighestEscapedChar() == 0
                && (out.getFeatureMask() & FEATURES) == USUAL_FEATURES
                && with.isEnabled(SerializationFeature.WRITE_NULL_MAP_VALUES)
                && with.isEnabled(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS)
                && !with.isEnabled(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
                && !with.isEnabled(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                && out.getCodec() instanceof ObjectMapper mapper && isUsual(mapper, with);
    }

    private boolean isUsual(ObjectMapper mapper, SerializerProvider with) {
        Verdict known = verdict;
        if (known == null) {
            known = new Verdict(mapper, writesAsUsual(mapper, with));
            verdict = known;
        }
        return known.mapper() == mapper && known.isUsual();
    }

    private boolean writesAsUsual(ObjectMapper mapper, SerializerProvider with) {
        SerializationConfig config = with.getConfig();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (JsonGenerator out = mapper.getFactory().createGenerator(written)) {
            config.initialize(out);
            if (!isJacksonsOwn(with)
                    || config.getAnnotationIntrospector().getClass() != JacksonAnnotationIntrospector.class
                    || SUPERTYPES.stream().anyMatch(type -> config.findMixInClassFor(type) != null
                            || config.findConfigOverride(type) != null)) {
                return false;
            }
            mapsOf(with).serialize(SAMPLE, out, with);
        } catch (IOException | RuntimeException e) {
            // Its serializer of Maps fails as it would without this.
            return false;
        }
        return written.toString(StandardCharsets.UTF_8).equals(WRITTEN);
    }

    private boolean isJacksonsOwn(SerializerProvider with) throws JsonMappingException {
        for (Class<?> type : TYPES) {
            if (!isJacksonsOwn(with.findValueSerializer(type))) {
                return false;
            }
        }
        return isJacksonsOwn(mapsOf(with)) && isJacksonsOwn(with.getDefaultNullValueSerializer())
                && isJacksonsOwn(with.findKeySerializer(with.constructType(String.class), null));
    }

    private static boolean isJacksonsOwn(JsonSerializer<?> serializer) {
        return serializer.getClass().getName().startsWith(JACKSONS_OWN);
    }
}
