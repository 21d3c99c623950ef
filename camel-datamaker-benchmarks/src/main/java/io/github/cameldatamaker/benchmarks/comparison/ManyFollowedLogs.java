package io.github.cameldatamaker.benchmarks.comparison;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.OperatingSystemMXBean;
import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
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
 * Many logs at once that mostly wait, with ten lines in a second each: the processor time of this JVM, against as many event
 * sources of OkHttp. The first lines do not count, because each log begins with them.
 */
record ManyFollowedLogs() implements Comparison {

    private static final int LOGS = 100;
    private static final int LINES = 100;
    private static final long FIRST = 10 * LOGS;
    private static final long LAST = 90 * LOGS;
    private static final int WARM_UPS = 3;
    private static final String SCENARIO = "scn_" + LOGS + "_logs_of_" + LINES;
    private static final String BY_HAND = "OkHttp's event sources, processor time";
    private static final String BARE_ROUTE = "OkHttp's event sources into a bare route, processor time";
    private static final String ROUTE = "from datamaker:logs, processor time";
    private static final int MINUTES = 5;

    private interface LineSink {

        void line(String text, long number);
    }

    /** Counts lines, and measures the processor time between two of them. */
    private static final class Lines {

        private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
                .getOperatingSystemMXBean();

        private final AtomicLong count = new AtomicLong();
        private final CompletableFuture<Long> first = new CompletableFuture<>();
        private final CompletableFuture<Long> last = new CompletableFuture<>();

        void add() {
            long number = count.incrementAndGet();
            if (number == FIRST) {
                first.complete(SYSTEM.getProcessCpuTime());
            } else if (number == LAST) {
                last.complete(SYSTEM.getProcessCpuTime());
            }
        }

        Sample sample() throws Exception {
            long end = last.get(MINUTES, TimeUnit.MINUTES);
            return new Sample((end - first.join()) / 1e9, 0);
        }
    }

    @Override
    public Outcome run(Setting setting) throws Exception {
        warmUp(setting);
        Samples samples = new Rounds(setting.rounds())
                .run(List.of(
                        new Contender(BY_HAND, () -> byHand(setting)),
                        new Contender(BARE_ROUTE, () -> intoBareRoute(setting)),
                        new Contender(ROUTE, () -> routed(setting))));
        return new Outcome("logs-100", LAST - FIRST, "lines", List.of(
                Figure.time("processor time of " + LOGS + " followed logs, 10 lines a second each",
                        "as many of OkHttp's event sources", samples.timeRatio(ROUTE, BY_HAND)).atMost(1.3),
                // What any consumer pays for an exchange, on as many threads.
                Figure.time("processor time of " + LOGS + " followed logs, 10 lines a second each",
                        "as many of OkHttp's event sources into a bare route", samples.timeRatio(ROUTE, BARE_ROUTE))),
                samples.byContender());
    }

    /** A log at full speed. Ten lines in a second would take minutes to be compiled. */
    private static void warmUp(Setting setting) throws Exception {
        for (int pass = 0; pass < WARM_UPS; pass++) {
            FollowedLog.byHand(new PlainHttp(setting), setting);
            FollowedLog.routed(setting).pass().once();
        }
    }

    private static Sample byHand(Setting setting) throws Exception {
        Lines lines = new Lines();
        return byHand(setting, lines, (text, number) -> lines.add());
    }

    private static Sample intoBareRoute(Setting setting) throws Exception {
        Lines lines = new Lines();
        try (Context context = new Context(setting).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lines").routeId("bare").process(exchange -> lines.add());
            }
        })) {
            DefaultConsumer consumer = (DefaultConsumer) context.camel().getRoute("bare").getConsumer();
            return byHand(setting, lines, (text, number) -> FollowedLog.send(consumer, text, number));
        }
    }

    private static Sample byHand(Setting setting, Lines lines, LineSink sink) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        Dispatcher dispatcher = http.client().dispatcher();
        dispatcher.setMaxRequests(LOGS);
        dispatcher.setMaxRequestsPerHost(LOGS);
        List<EventSource> sources = new ArrayList<>();
        for (int run = 1; run <= LOGS; run++) {
            Request request = http.request("/scenarios/" + SCENARIO + "/runs/run_" + LINES + "_" + run + "/logs?follow=true")
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
        Sample sample = lines.sample();
        sources.forEach(EventSource::cancel);
        return sample;
    }

    private static Sample routed(Setting setting) throws Exception {
        Lines lines = new Lines();
        try (Context context = new Context(setting).start(new RouteBuilder() {
            @Override
            public void configure() {
                from("datamaker:logs?scenario=" + SCENARIO + "&startFrom=beginning&initialDelay=0&maxFollowedRuns=" + LOGS)
                        .process(exchange -> lines.add());
            }
        })) {
            return lines.sample();
        }
    }
}
