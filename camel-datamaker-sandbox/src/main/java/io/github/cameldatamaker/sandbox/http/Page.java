package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of a list (contract: "Pagination"), newest first. A cursor holds the position before which the next page begins, so that
 * items that are added meanwhile neither repeat nor hide others. {@code limit} is our addition.
 */
public final class Page {

    private static final int PRESET_LIMIT = 50;
    private static final int MOST = 200;
    private static final Pattern CURSOR = Pattern.compile("\\{\"before\":(\\d{1,18})}");

    private final int limit;
    private final long before;

    private Page(int limit, long before) {
        this.limit = limit;
        this.before = before;
    }

    /** Reads {@code limit} and {@code cursor} from the query. */
    public static Page asked(Context ctx) {
        String cursor = ctx.queryParam("cursor");
        return new Page(limit(ctx.queryParam("limit")), cursor == null || cursor.isEmpty() ? Long.MAX_VALUE : before(cursor));
    }

    /**
     * This page of these items.
     *
     * @param oldestFirst all items, by ascending position
     */
    public <T> Map<String, Object> of(List<T> oldestFirst, ToLongFunction<T> position, Function<T, Object> json) {
        List<Object> items = new ArrayList<>();
        String nextCursor = null;
        long last = 0;
        for (int i = oldestFirst.size() - 1; i >= 0; i--) {
            T item = oldestFirst.get(i);
            if (position.applyAsLong(item) >= before) {
                continue;
            }
            if (items.size() == limit) {
                nextCursor = cursor(last);
                break;
            }
            items.add(json.apply(item));
            last = position.applyAsLong(item);
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        page.put("next_cursor", nextCursor);
        page.put("total", oldestFirst.size());
        return page;
    }

    private static int limit(String text) {
        if (text == null) {
            return PRESET_LIMIT;
        }
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw ApiException.validation("limit must be between 1 and " + MOST + ", not '" + text + "'");
    }

    private static String cursor(long before) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(("{\"before\":" + before + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static long before(String cursor) {
        try {
            Matcher matcher = CURSOR.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (matcher.matches()) {
                return Long.parseLong(matcher.group(1));
            }
        } catch (IllegalArgumentException e) {
            // Not base64, so no cursor of ours.
        }
        throw ApiException.validation("cursor '" + cursor + "' is not one of this list");
    }
}
