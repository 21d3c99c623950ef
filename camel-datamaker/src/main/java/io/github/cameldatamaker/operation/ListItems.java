package io.github.cameldatamaker.operation;

import java.util.Iterator;
import java.util.Map;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Pages;
import io.github.cameldatamaker.generate.AbandonedSplit;
import io.github.cameldatamaker.json.JsonBodies;

/**
 * The items of a list for a route. A splitter that has stopped iterates over the rest without using it, and that must not cost
 * requests.
 */
final class ListItems implements Iterator<Map<String, Object>> {

    private final Pages pages;

    ListItems(Pages pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        boolean needless = pages.isAtEndOfPage() && AbandonedSplit.isCalling();
        try {
            return !needless && pages.hasNext();
        } catch (Error e) {
            // Camel's splitter expects only exceptions, and would lose the exchange.
            throw new DataMakerException("The next page cannot be read: " + e, e);
        }
    }

    @Override
    public Map<String, Object> next() {
        return JsonBodies.object(pages.next());
    }

    @Override
    public String toString() {
        return pages.toString();
    }
}
