package io.github.cameldatamaker.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.OwnThreads;
import io.github.cameldatamaker.benchmarks.harness.Sample;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import okhttp3.Dispatcher;
import okhttp3.Request;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Many logs at once that mostly wait, with ten lines in a second each: the processor time of their threads, against as many event
 * sources of OkHttp. All contenders follow their logs at the same time: what a line costs depends on the machine's state, which
 * changes within seconds. The first second does not count, because each log begins in it.
 */
record ManyFollowedLogs() implements Comparison {

    private static final int LOGS = 100;
    private static final int PACE = 10;
    private static final long LINES = 8000;
    /** As fast as two processors and the server go, for the JVM to compile all of it. Ten lines a second would take minutes. */
    private static final int WARM_UP_PACE = 100;
    private static final long WARM_UP_LINES = 80_000;
    private static final int WARM_UPS = 4;
    private static final String BY_HAND = "OkHttp's event sources, processor time";
    private static final String BARE_ROUTE = "OkHttp's event sources into a bare route, processor time";
    private static final String ROUTE = "from datamaker:logs, processor time";
    private static final int MINUTES = 5;

    private interface LineSink {

        void line(String text, long number);
    }

    /** Begins to follow logs, and counts their lines. */
    private interface Following {

        /** Close it to end all. */
        AutoCloseable begin(AtomicLong lines) throws Exception;
    }

    /** A contender at work. */
    private static final class Follower implements AutoCloseable {

        private final String name;
        private final OwnThreads threads = new OwnThreads();
        private final AtomicLong lines = new AtomicLong();
        private AutoCloseable followed = () -> {};
        private long before;
        private long nanosBefore;

        Follower(String name, Following following) throws Exception {
            this.name = name;
            threads.run(() -> followed = following.begin(lines));
        }

        void measure() {
            before = lines.get();
            nanosBefore = threads.nanos();
        }

        /** The seconds of so many lines. */
        Sample sample(long of) {
            double nanos = threads.nanos() - nanosBefore;
            return new Sample(nanos / (lines.get() - before) * of / TimeUnit.SECONDS.toNanos(1), 0);
        }

        @Override
        public void close() throws Exception {
            followed.close();
        }
    }

    @Override
    public Outcome run(Setting setting) throws Exception {
        for (int pass = 0; pass < WARM_UPS; pass++) {
            pass(setting, WARM_UP_PACE, WARM_UP_LINES, new Samples());
        }
        Samples samples = new Samples();
        for (int round = 0; round < setting.rounds(); round++) {
            pass(setting, PACE, LINES, samples);
        }
        return new Outcome("logs-100", LINES, "lines", List.of(
                Figure.time("processor time of " + LOGS + " followed logs, 10 lines a second each",
                        "as many of OkHttp's event sources", samples.timeRatio(ROUTE, BY_HAND)).atMost(1.3),
                // What any consumer pays for an exchange, on as many threads.
                Figure.time("processor time of " + LOGS + " followed logs, 10 lines a second each",
                        "as many of OkHttp's event sources into a bare route", samples.timeRatio(ROUTE, BARE_ROUTE))),
                samples.byContender());
    }

    private static void pass(Setting setting, int pace, long count, Samples samples) throws Exception {
        String runs = "scn_" + LOGS + "_logs_of_" + Integer.MAX_VALUE + "_at_" + pace;
        System.gc();
        try (Follower byHand = new Follower(BY_HAND, lines -> byHand(setting, runs, (text, number) -> lines.incrementAndGet()));
                Follower bare = new Follower(BARE_ROUTE, lines -> intoBareRoute(setting, runs, lines));
                Follower routed = new Follower(ROUTE, lines -> routed(setting, runs, lines))) {
            List<Follower> all = List.of(byHand, bare, routed);
            await(all, (long) LOGS * pace);
            all.forEach(Follower::measure);
            await(all, (long) LOGS * pace + count);
            all.forEach(follower -> samples.add(follower.name, follower.sample(count)));
        }
    }

    private static void await(List<Follower> followers, long count) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (followers.stream().anyMatch(follower -> follower.lines.get() < count)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("Not all have followed " + count + " lines");
            }
            Thread.sleep(10);
        }
    }

    private static AutoCloseable byHand(Setting setting, String scenario, LineSink sink) {
        PlainHttp http = new PlainHttp(setting);
        Dispatcher dispatcher = http.client().dispatcher();
        dispatcher.setMaxRequests(LOGS);
        dispatcher.setMaxRequestsPerHost(LOGS);
        List<EventSource> sources = new ArrayList<>();
        for (int run = 1; run <= LOGS; run++) {
            Request request = http
                    .request("/scenarios/" + scenario + "/runs/run_" + Integer.MAX_VALUE + "_" + run + "/logs?follow=true")
                    .build();
            sources.add(EventSources.createFactory(http.client()).newEventSource(request, new EventSourceListener() {
                @Override
                public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
                    if ("log".equals(type)) {
                        sink.line(data, Long.parseLong(String.valueOf(id)));
                    }
                }
            }));
        }
        return () -> sources.forEach(EventSource::cancel);
    }

    private static AutoCloseable intoBareRoute(Setting setting, String scenario, AtomicLong lines) throws Exception {
        Context context = new Context(setting).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lines").routeId("bare").process(exchange -> lines.incrementAndGet());
            }
        });
        DefaultConsumer consumer = (DefaultConsumer) context.camel().getRoute("bare").getConsumer();
        AutoCloseable sources = byHand(setting, scenario, (text, number) -> FollowedLog.send(consumer, text, number));
        return () -> {
            sources.close();
            context.close();
        };
    }

    private static AutoCloseable routed(Setting setting, String scenario, AtomicLong lines) throws Exception {
        return new Context(setting).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("datamaker:logs?scenario=" + scenario + "&startFrom=beginning&initialDelay=0&maxFollowedRuns=" + LOGS)
                        .process(exchange -> lines.incrementAndGet());
            }
        });
    }
}
