package io.github.cameldatamaker.client;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The items of a list, page by page (contract: "Pagination"). A page is asked for when its first item is, and no more than one
 * is held.
 */
public final class Pages implements Iterator<Map<String, Object>> {

    private final PageSource source;
    private final ApiRequest request;
    private final long maxPageSize;
    private final Optional<Long> total;
    private final Set<String> seen = new HashSet<>();
    private Iterator<?> page;
    private Optional<String> nextCursor = Optional.empty();

    /** Sends the request for a page, and waits for its response. */
    @FunctionalInterface
    public interface PageSource {

        /** The response, which the pages close. */
        ApiResponse send(ApiRequest request);
    }

    /**
     * @param source      asks for the pages that follow
     * @param request     the request of the first page
     * @param first       its response
     * @param maxPageSize the most bytes of a page
     */
    public Pages(PageSource source, ApiRequest request, ApiResponse first, long maxPageSize) {
        this.source = source;
        this.request = request;
        this.maxPageSize = maxPageSize;
        Optional.ofNullable(request.query().get("cursor")).ifPresent(seen::add);
        Object document = JsonDocument.read(first, maxPageSize).orElse(List.of());
        this.page = items(document).iterator();
        this.total = document instanceof Map<?, ?> envelope && envelope.get("total") instanceof Number number
                ? Optional.of(number.longValue()) : Optional.empty();
    }

    /** {@code total} of the first page: how many items there are on all. */
    public Optional<Long> total() {
        return total;
    }

    /** The cursor of the page behind the current one; empty on the last. */
    public Optional<String> nextCursor() {
        return nextCursor;
    }

    /** Whether the next item is on a page that was not asked for yet. */
    public boolean isAtEndOfPage() {
        return !page.hasNext() && nextCursor.isPresent();
    }

    private Collection<?> items(Object document) {
        if (document instanceof List<?> bare) {
            nextCursor = Optional.empty();
            return bare;
        }
        Map<String, Object> envelope = JsonDocument.asObject(document, request.method() + " " + request.path());
        nextCursor = Optional.ofNullable(envelope.get("next_cursor")).map(Object::toString).filter(cursor -> !cursor.isEmpty());
        Object items = envelope.getOrDefault("items", envelope.get("data"));
        if (!(items instanceof List<?> list)) {
            throw new DataMakerException(request.method() + " " + request.path() + " answered without a list of items");
        }
        return list;
    }

    /** Asks for the next page if the current one is at its end, and waits for it. */
    @Override
    public boolean hasNext() {
        while (!page.hasNext() && nextCursor.isPresent()) {
            String cursor = nextCursor.get();
            if (!seen.add(cursor)) {
                nextCursor = Optional.empty();
                throw new DataMakerException(
                        request.method() + " " + request.path() + " gave the cursor '" + cursor
                                             + "' a second time: the list would never end");
            }
            ApiResponse response = source.send(request.withQuery("cursor", cursor));
            page = items(JsonDocument.read(response, maxPageSize).orElse(List.of())).iterator();
        }
        return page.hasNext();
    }

    @Override
    public Map<String, Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The list has no more items");
        }
        return JsonDocument.asObject(page.next(), "The list of " + request.method() + " " + request.path());
    }
}
