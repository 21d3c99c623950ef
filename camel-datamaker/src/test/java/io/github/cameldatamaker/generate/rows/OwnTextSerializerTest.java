package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

/** A row that has its text is written as a row that has only values, whatever the mapper does with Maps. */
class OwnTextSerializerTest {

    private static final String ROW = "{\"z\":\"ü/<a\",\"password\":null,\"n\":12,\"d\":12.30,\"in\":{\"b\":null,\"a\":[1]}}";
    private static final RowOptions OPTIONS = new RowOptions(
            true, -1, RowShape.MAPS, null,
            1 << 20);

    /** The same row, with its text and without. */
    private static RowMap row(boolean hasText) throws IOException {
        String json = "[" + ROW + "," + ROW + "," + ROW + "]";
        RowWindow window = new RowWindow(new ByteArrayInputStream(json.getBytes(UTF_8)), 1 << 20, false);
        RowReader reader = hasText ? new JsonMapReader(window, OPTIONS) : new JsonRowReader(window, OPTIONS, false);
        reader.read();
        reader.read();
        RowMap row = (RowMap) reader.read();
        assertThat(row.ownJson() != null).isEqualTo(hasText);
        return row;
    }

    static List<Object> mappers() {
        return List.of(
                named("as it is", new ObjectMapper()),
                named("indented", JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()),
                named("no nulls", JsonMapper.builder().serializationInclusion(JsonInclude.Include.NON_NULL).build()),
                named("no nulls in Maps", JsonMapper.builder().defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.NON_NULL)).build()),
                named("no nulls in a Map", JsonMapper.builder().withConfigOverride(Map.class, map -> map.setInclude(
                        JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.NON_NULL))).build()),
                named("not all names", JsonMapper.builder().withConfigOverride(Map.class,
                        map -> map.setIgnorals(JsonIgnoreProperties.Value.forIgnoredProperties("password"))).build()),
                named("sorted", JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build()),
                named("single elements", JsonMapper.builder().enable(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
                        .build()),
                named("ASCII", JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build()),
                named("slashes", JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build()),
                named("numbers as strings", JsonMapper.builder().enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS).build()),
                named("names without quotes", JsonMapper.builder().disable(JsonWriteFeature.QUOTE_FIELD_NAMES).build()),
                named("other quotes", JsonMapper.builder(((JsonFactoryBuilder) JsonFactory.builder()).quoteChar('\'').build())
                        .build()),
                named("decimals as strings", JsonMapper.builder().withConfigOverride(BigDecimal.class, decimal -> decimal
                        .setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING))).build()),
                named("some strings hidden", new ObjectMapper().registerModule(new SimpleModule().addSerializer(new Hiding()))),
                named("keys in capitals", new ObjectMapper().registerModule(
                        new SimpleModule().addKeySerializer(String.class, new Shouting()))),
                named("a mixin", new ObjectMapper().addMixIn(Map.class, NoPassword.class)),
                named("nulls as words", nullsAs("none")),
                named("type ids", JsonMapper.builder().activateDefaultTyping(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType(Object.class).build(), ObjectMapper.DefaultTyping.NON_FINAL).build()));
    }

    private static ObjectMapper nullsAs(String word) {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getSerializerProvider().setNullValueSerializer(new JsonSerializer<>() {
            @Override
            public void serialize(Object none, JsonGenerator out, SerializerProvider with) throws IOException {
                out.writeString(word);
            }
        });
        return mapper;
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void theTextIsThatOfTheMapper(ObjectMapper mapper) throws Exception {
        // The second time the mapper is known.
        for (int time = 0; time < 2; time++) {
            assertThat(mapper.writeValueAsString(row(true))).isEqualTo(mapper.writeValueAsString(row(false)));
            assertThat(mapper.writeValueAsBytes(row(true))).asString(UTF_8)
                    .isEqualTo(new String(mapper.writeValueAsBytes(row(false)), UTF_8));
            assertThat(mapper.writeValueAsBytes(List.of(row(true), 1, row(true)))).asString(UTF_8)
                    .isEqualTo(new String(mapper.writeValueAsBytes(List.of(row(false), 1, row(false))), UTF_8));
            assertThat(mapper.writeValueAsBytes(new Holder(row(true)))).asString(UTF_8)
                    .isEqualTo(new String(mapper.writeValueAsBytes(new Holder(row(false))), UTF_8));
            assertThat((JsonNode) mapper.valueToTree(row(true))).isEqualTo(mapper.valueToTree(row(false)));
            StringWriter indented = new StringWriter();
            mapper.writerWithDefaultPrettyPrinter().writeValue(indented, row(true));
            assertThat(indented).hasToString(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(row(false)));
            assertThat(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(row(true))).asString(UTF_8)
                    .isEqualTo(indented.toString());
        }
    }

    @Test
    void aWriterOfTheMapperDecidesToo() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.writeValueAsBytes(row(true))).asString(UTF_8).isEqualTo(ROW);

        assertThat(mapper.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsBytes(row(true)))
                .asString(UTF_8).startsWith("{\"d\":12.30");
        assertThat(mapper.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsBytes(row(true))).asString(UTF_8)
                .startsWith("{\"z\":\"\\u00FC");
    }

    @Test
    void aChangedRowIsWrittenAsItIs() throws Exception {
        RowMap put = row(true);
        put.put("n", 13);
        RowMap added = row(true);
        added.put("more", true);
        RowMap removed = row(true);
        removed.remove("z");
        RowMap changedByEntry = row(true);
        changedByEntry.entrySet().iterator().next().setValue("other");
        RowMap changedInside = row(true);
        ((Map<?, ?>) changedInside.get("in")).remove("a");
        RowMap changedLater = row(true);
        Map<?, ?> inside = (Map<?, ?>) changedLater.get("in");
        changedLater.jsonBytes();
        inside.clear();

        ObjectMapper mapper = new ObjectMapper();
        for (RowMap row : List.of(put, added, removed, changedByEntry, changedInside, changedLater)) {
            String expected = mapper.writeValueAsString(new LinkedHashMap<>(row));
            assertThat(mapper.writeValueAsBytes(row)).asString(UTF_8).isEqualTo(expected).isNotEqualTo(ROW);
            assertThat(row.jsonBytes()).asString(UTF_8).isEqualTo(expected);
        }
    }

    /** A row can be given away as bytes that somebody changes. */
    @Test
    void theBytesAreACopy() throws Exception {
        RowMap row = row(true);

        row.jsonBytes()[0] = 'x';

        assertThat(row.jsonBytes()).asString(UTF_8).isEqualTo(ROW);
    }

    /** A parallel multicast hands one row to several threads. */
    @Test
    void threadsGetTheSameObject() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            CyclicBarrier start = new CyclicBarrier(3);
            for (int round = 0; round < 300; round++) {
                RowMap row = row(true);
                Callable<Object> reading = () -> {
                    start.await();
                    return row.get("in");
                };
                List<Object> read = new ArrayList<>();
                for (Future<Object> one : threads.invokeAll(List.of(reading, reading, reading))) {
                    read.add(one.get());
                }
                assertThat(read.get(0)).isSameAs(read.get(1)).isSameAs(read.get(2)).isSameAs(row.get("in"));
                assertThat(row).isEqualTo(row(false));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Holds a row, without its nulls. */
    private record Holder(@JsonInclude(content = JsonInclude.Include.NON_NULL) Map<String, Object> row) {
    }

    @JsonIgnoreProperties("password")
    private interface NoPassword {
    }

    /** Knows some strings only. */
    private static final class Hiding extends StdSerializer<String> {

        private static final long serialVersionUID = 1L;

        Hiding() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider with) throws IOException {
            out.writeString(text.endsWith("<a") ? "***" : text);
        }
    }

    /** Writes keys in capitals. */
    private static final class Shouting extends JsonSerializer<String> {

        @Override
        public void serialize(String key, JsonGenerator out, SerializerProvider with) throws IOException {
            out.writeFieldName(key.toUpperCase(Locale.ROOT));
        }
    }
}
