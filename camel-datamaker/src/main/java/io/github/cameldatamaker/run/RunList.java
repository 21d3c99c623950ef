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
 * The runs of a scenario ({@code GET /scenarios/{id}/runs}), as consumers read it: newest first, page by page, until a page has
 * only known runs. A list that is not newest first, or whose times do not show it, is read to its end. Each page costs a request.
 */
public final class RunList {

    /** The most runs without a start time that can be distinguished from new ones. */
    static final int MAX_UNTIMED = 2_000;

    private final Pages.PageSource source;
    private final ApiRequest request;
    private final long maxPageSize;

    /**
     * What was found.
     *
     * @param fresh   runs that were not known, oldest first; if there are more than the limit, the oldest ones
     * @param known   known runs on the pages that were read, in their order, at most the limit
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
        this.request = RunRequests.list(scenario).withLoad(Load.POLL);
        this.maxPageSize = maxPageSize;
    }

    /**
     * The runs that are not known.
     *
     * @param  limit              the most runs to return; the others will be found the next time
     * @throws DataMakerException if a request fails; then it finds nothing
     */
    public Found read(Predicate<Run> known, int limit) {
        return read(known, limit, false);
    }

    /**
     * The runs that are there at the start: those of the newest pages, up to the first page without a running one (of all pages,
     * if the list is not newest first).
     */
    public Found newest() {
        return read(run -> false, Integer.MAX_VALUE, true);
    }

    private Found read(Predicate<Run> known, int limit, boolean onlyPresent) {
        Pages pages = new Pages(source, request, source.send(request), maxPageSize);
        // Of two runs with the same start, the later one in the list is older.
        TreeSet<Entry> fresh = new TreeSet<>(
                Comparator.comparing(Entry::start).thenComparing(Entry::index, Comparator.reverseOrder()));
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
                    "The service lists more than " + MAX_UNTIMED
                            + " runs without a start time (started_at), so new runs look like old ones. "
                            + "Watch single runs with the option run");
        }
    }

    private static List<Run> runs(TreeSet<Entry> entries) {
        return entries.stream().map(Entry::run).toList();
    }
}
