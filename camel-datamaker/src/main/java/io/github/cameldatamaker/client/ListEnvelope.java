package io.github.cameldatamaker.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in any of the forms that services use. The contract's form is {@code {"items", "next_cursor", "total"}}.
 *
 * @param place      the name under which the items stand; empty if the page is a bare array
 * @param items      the items of the page
 * @param nextCursor the cursor of the next page; empty on the last page
 * @param total      the number of items in the whole list; empty if the page does not say
 */
public record ListEnvelope(String place, List<?> items, Optional<String> nextCursor, Optional<Long> total) {

    /** In this order. The name of the resource, such as {@code templates}, comes last. */
    private static final List<String> ITEMS = List.of("items", "data", "results");
    private static final List<String> CURSORS = List.of("next_cursor", "nextCursor");
    private static final List<String> TOTALS = List.of("total", "total_count", "totalCount");
    /** Objects in which services put the cursor and the total. */
    private static final List<String> ABOUT_PAGES = List.of("meta", "pagination");
    private static final int MAX_FIELDS_SHOWN = 10;
    private static final int NO_CONTENT = 204;

    /**
     * Reads and closes the answer to a request for a page.
     *
     * @param  maxSize            the most bytes of a page
     * @throws DataMakerException if it holds no list
     */
    public static ListEnvelope read(ApiRequest request, ApiResponse response, long maxSize) {
        Optional<Object> document = JsonDocument.read(response, maxSize);
        String where = request.method() + " " + request.path();
        if (document.isEmpty() && response.status() != NO_CONTENT) {
            throw new DataMakerException(where + " answered " + response.status() + " without a list: it sent nothing");
        }
        String resource = request.path().substring(request.path().lastIndexOf('/') + 1);
        return of(document.orElse(List.of()), resource, where, response::withoutKey);
    }

    /**
     * Finds the items in an answer.
     *
     * @param  resource            the name under which a service may put them, for example {@code templates}
     * @param  masking            masks the key in what an error shows
     * @throws DataMakerException if there are none; it says what there is
     */
    private static ListEnvelope of(Object document, String resource, String where, UnaryOperator<String> masking) {
        if (document instanceof List<?> bare) {
            return new ListEnvelope("", bare, Optional.empty(), Optional.of((long) bare.size()));
        }
        Map<String, Object> envelope = JsonDocument.asObject(document, where);
        String place = Stream.concat(ITEMS.stream(), Stream.of(resource)).filter(name -> envelope.get(name) instanceof List)
                .findFirst()
                .orElseThrow(() -> new DataMakerException(
                        where + " answered without a list of items (" + String.join(", ", ITEMS) + " or " + resource
                                + "). It holds " + masking.apply(describe(envelope))));
        return new ListEnvelope(place, (List<?>) envelope.get(place), cursor(envelope, where), total(envelope));
    }

    private static Optional<String> cursor(Map<String, Object> envelope, String where) {
        Optional<Object> cursor = first(envelope, CURSORS).filter(value -> !Boolean.FALSE.equals(value));
        if (cursor.filter(value -> value instanceof Map || value instanceof List).isPresent()) {
            throw new DataMakerException(where + " gave a cursor of the next page that is no text");
        }
        return cursor.map(Object::toString).filter(text -> !text.isEmpty());
    }

    private static Optional<Long> total(Map<String, Object> envelope) {
        return first(envelope, TOTALS).filter(Number.class::isInstance).map(Number.class::cast).map(Number::longValue);
    }

    private static Optional<Object> first(Map<String, Object> envelope, List<String> names) {
        List<Map<?, ?>> places = new ArrayList<>(List.of(envelope));
        ABOUT_PAGES.stream().map(envelope::get).forEach(value -> {
            if (value instanceof Map<?, ?> about) {
                places.add(about);
            }
        });
        return places.stream().flatMap(place -> names.stream().<Object>map(place::get)).filter(Objects::nonNull).findFirst();
    }

    private static String describe(Map<String, Object> envelope) {
        String fields = envelope.entrySet().stream().limit(MAX_FIELDS_SHOWN)
                .map(field -> field.getKey() + " (" + kind(field.getValue()) + ")").collect(Collectors.joining(", "));
        int more = envelope.size() - MAX_FIELDS_SHOWN;
        return envelope.isEmpty() ? "an empty object" : "an object with " + fields + (more > 0 ? " and " + more + " more" : "");
    }

    private static String kind(@Nullable Object value) {
        if (value instanceof String text) {
            return "'" + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + "'";
        }
        return value instanceof Map ? "an object" : value instanceof List ? "a list" : String.valueOf(value);
    }
}
