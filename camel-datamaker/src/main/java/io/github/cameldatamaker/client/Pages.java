package io.github.cameldatamaker.client;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The items of a list, page by page (contract: "Pagination"). It asks for a page when its first item is needed, and holds only
 * one.
 */
public final class Pages implements Iterator<Map<String, Object>> {

    private final PageSource source;
    private final ApiRequest request;
    private final long maxPageSize;
    private final UnaryOperator<String> masking;
    private final Optional<Long> total;
    private final Set<String> seen = new HashSet<>();
    private Iterator<?> page;
    /** Why the next page failed. */
    private @Nullable RuntimeException failure;
    private Optional<String> nextCursor;

    /** Sends the request for a page, and waits for its response. */
    @FunctionalInterface
    public interface PageSource {

        /** The response, which the pages close. */
        ApiResponse send(ApiRequest request);
    }

    /**
     * @param source      asks for the next pages
     * @param request     the request of the first page
     * @param first       its response
     * @param maxPageSize the most bytes of a page
     */
    public Pages(PageSource source, ApiRequest request, ApiResponse first, long maxPageSize) {
        this.source = source;
        this.request = request;
        this.maxPageSize = maxPageSize;
        this.masking = first::withoutKey;
        Optional.ofNullable(request.query().get("cursor")).ifPresent(seen::add);
        ListEnvelope envelope = ListEnvelope.read(request, first, maxPageSize);
        this.page = envelope.items().iterator();
        this.nextCursor = envelope.nextCursor();
        this.total = envelope.total();
    }

    /** The number of items in the whole list, as the first page says; empty if it does not. */
    public Optional<Long> total() {
        return total;
    }

    /** The cursor of the next page; empty on the last one. */
    public Optional<String> nextCursor() {
        return nextCursor;
    }

    /** Whether the next item is on the next page. */
    public boolean isAtEndOfPage() {
        return !page.hasNext() && nextCursor.isPresent();
    }

    /**
     * Asks for the next page if the current one is at its end, and waits for it. Only {@link #next()} reports a page that fails:
     * a splitter looks ahead and would lose the item before it.
     */
    @Override
    public boolean hasNext() {
        while (!page.hasNext() && nextCursor.isPresent()) {
            try {
                nextPage(nextCursor.get());
            } catch (RuntimeException e) {
                failure = e;
                nextCursor = Optional.empty();
            }
        }
        return page.hasNext() || failure != null;
    }

    private void nextPage(String cursor) {
        if (seen.contains(cursor)) {
            throw new DataMakerException(
                    request.method() + " " + request.path() + " gave the cursor '" + masking.apply(cursor)
                            + "' a second time: the list would never end");
        }
        ApiResponse response = source.send(request.withQuery("cursor", cursor));
        ListEnvelope envelope = ListEnvelope.read(request, response, maxPageSize);
        page = envelope.items().iterator();
        nextCursor = envelope.nextCursor();
        seen.add(cursor);
    }

    @Override
    public Map<String, Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The list has no more items");
        }
        if (failure != null) {
            RuntimeException end = failure;
            failure = null;
            throw end;
        }
        return JsonDocument.asObject(page.next(), "The list of " + request.method() + " " + request.path());
    }

    /** Never asks for a page. */
    @Override
    public String toString() {
        return "Items of " + request.method() + " " + request.path();
    }
}
