package io.github.cameldatamaker.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.client.Pages;

/**
 * The runs of a scenario ({@code GET /scenarios/{id}/runs}), as consumers read it: from the newest on, page by page, until a page
 * has only runs that are known. A list that does not come newest first, or has no times that show it, is read to its end. A page
 * costs a request.
 */
public final class RunList {

    /** So many runs without a time can be told from new ones. */
    static final int MAX_UNTIMED = 2_000;

    private final Pages.PageSource source;
    private final ApiRequest request;
    private final long maxPageSize;

    /**
     * What was found.
     *
     * @param fresh   runs that were not known, oldest first; when there are more than asked for, the oldest ones
     * @param known   known runs on the pages that were read, newest first as they are listed, no more than asked for
     * @param isWhole whether the list was read to its end
     */
    public record Found(List<Run> fresh, List<Run> known, boolean isWhole) {
    }

    private record Entry(Run run, Instant start, int index) {
    }

    /**
     * @param source      sends the requests
     * @param maxPageSize the most bytes of a page
     */
    public RunList(Pages.PageSource source, String scenario, long maxPageSize) {
        this.source = source;
        this.request = ApiRequest.of("GET", "/scenarios/{scenario}/runs").withId("scenario", scenario).withLoad(Load.POLL);
        this.maxPageSize = maxPageSize;
    }

    /**
     * The runs that are not known.
     *
     * @param  limit              how many to hold at most; the others will be found the next time
     * @throws DataMakerException when a request fails; nothing is found then
     */
    public Found read(Predicate<Run> known, int limit) {
        return read(known, limit, false);
    }

    /**
     * The runs that are there from the start: all on the newest pages, until there is one on which none goes on (on all pages, if
     * the list does not come newest first).
     */
    public Found newest() {
        return read(run -> false, Integer.MAX_VALUE, true);
    }

    private Found read(Predicate<Run> known, int limit, boolean onlyPresent) {
        Pages pages = new Pages(source, request, source.send(request), maxPageSize);
        // Of equal starts, the later in the list is the older.
        TreeSet<Entry> fresh = new TreeSet<>(Comparator.comparing(Entry::start).thenComparing(Entry::index, Comparator.reverseOrder()));
        List<Run> seen = new ArrayList<>();
        boolean isNewestFirst = true;
        boolean isPageKnown = true;
        boolean isPageFinished = true;
        int untimed = 0;
        Instant before = Instant.MAX;
        for (int index = 0; pages.hasNext(); index++) {
            Run run = new Run(pages.next());
            Instant start = run.startedAt().orElse(Instant.MAX);
            isNewestFirst &= !start.isAfter(before);
            before = start;
            untimed += start.equals(Instant.MAX) ? 1 : 0;
            requireTimes(untimed);
            if (!known.test(run)) {
                isPageKnown = false;
                fresh.add(new Entry(run, start, index));
                if (fresh.size() > limit) {
                    fresh.pollLast();
                }
            } else if (seen.size() < limit) {
                seen.add(run);
            }
            isPageFinished &= run.isFinished();
            if (pages.isAtEndOfPage()) {
                boolean hasTimes = untimed <= index;
                if (hasTimes && isNewestFirst && (isPageKnown || onlyPresent && isPageFinished)) {
                    return new Found(runs(fresh), seen, false);
                }
                isPageKnown = true;
                isPageFinished = true;
            }
        }
        return new Found(runs(fresh), seen, true);
    }

    private static void requireTimes(int untimed) {
        if (untimed > MAX_UNTIMED) {
            throw new DataMakerException(
                    "The service lists more than " + MAX_UNTIMED + " runs without a time of their start (started_at): new ones cannot be told from "
                                         + "old ones. Watch single runs with the option run");
        }
    }

    private static List<Run> runs(TreeSet<Entry> entries) {
        return entries.stream().map(Entry::run).toList();
    }
}
