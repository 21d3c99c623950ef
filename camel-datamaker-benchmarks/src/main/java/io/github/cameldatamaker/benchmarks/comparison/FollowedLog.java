package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The log of a finished run as server-sent events: through a route, an exchange a line, against OkHttp's event source, which only
 * counts them. The route then also reads the run, and the log as text, to know that no line is missing.
 */
record FollowedLog() implements Comparison {

    private static final String BY_HAND = "OkHttp's event source";
    private static final String ROUTE = "from datamaker:logs";
    private static final String BARE_ROUTE = "a route of prebuilt lines";
    private static final String SCENARIO = "scn_seed_orders";
    /** Far more than it takes: a log that does not end must not hold the whole run. */
    private static final int MINUTES = 5;

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        RowCount sink = new RowCount();
        try (Context context = new Context(setting).start(bareRoute(sink))) {
            Samples samples = new Rounds(setting.rounds()).run(List.of(
                    http.discarding(request(http, setting)),
                    // A client for each pass, as the route has.
                    Contender.timed(BY_HAND, () -> byHand(new PlainHttp(setting), setting)),
                    Contender.timed(BARE_ROUTE, () -> bare(context, setting.rows(), sink)),
                    routed(setting)));
            return new Outcome("logs", setting.rows(), "lines", List.of(
                    // At least half as fast.
                    Figure.time("lines of a followed log", "OkHttp's event source", samples.timeRatio(ROUTE, BY_HAND))
                            .atMost(2.0),
                    Figure.time("lines of a followed log", "OkHttp's event source + a bare route",
                            samples.timeRatio(ROUTE, BY_HAND, BARE_ROUTE)).atMost(1.15)),
                    samples.byContender());
        }
    }

    private static Request request(PlainHttp http, Setting setting) {
        return http.request("/scenarios/" + SCENARIO + "/runs/" + runId(setting) + "/logs?follow=true").build();
    }

    static void byHand(PlainHttp http, Setting setting) throws Exception {
        RowCount sink = new RowCount();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        EventSources.createFactory(http.client()).newEventSource(request(http, setting), new EventSourceListener() {
            @Override
            public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
                if ("log".equals(type)) {
                    sink.add(data);
                }
            }

            @Override
            public void onClosed(EventSource source) {
                closed.complete(null);
            }

            @Override
            public void onFailure(EventSource source, @Nullable Throwable failure, @Nullable Response response) {
                closed.completeExceptionally(failure != null ? failure : new IOException("The service answers " + response));
            }
        });
        closed.get(MINUTES, TimeUnit.MINUTES);
        sink.expect(setting.rows());
    }

    private static RouteBuilder bareRoute(RowCount sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lines").routeId("bare").process(sink);
            }
        };
    }

    /** What any consumer pays for a line: an exchange with a body and the headers of a line, through a route. */
    private static void bare(Context context, long lines, RowCount sink) {
        DefaultConsumer consumer = (DefaultConsumer) context.camel().getRoute("bare").getConsumer();
        for (long line = 1; line <= lines; line++) {
            send(consumer, "a line", line);
        }
        sink.expect(lines);
    }

    /** Sends a line as the component does. */
    static void send(DefaultConsumer consumer, String text, long line) {
        Exchange exchange = consumer.createExchange(false);
        exchange.getMessage().setBody(text);
        exchange.getMessage().setHeader("CamelDataMakerRun", "run");
        exchange.getMessage().setHeader("CamelDataMakerLineNumber", line);
        exchange.getMessage().setHeader("CamelDataMakerEventId", "id");
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        consumer.releaseExchange(exchange, false);
    }

    /** A context for each pass: one that has delivered a log does not do it again. */
    static Contender routed(Setting setting) {
        return new Contender(ROUTE, () -> {
            RowCount sink = new RowCount();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            try (Context context = new Context(setting).start(route(setting, sink, ended))) {
                return Contender.timed(ROUTE, () -> {
                    context.camel().getRouteController().startRoute("log");
                    ended.get(MINUTES, TimeUnit.MINUTES);
                    sink.expect(setting.rows());
                }).pass().once();
            }
        });
    }

    /** A route that counts lines, and tells of the end. */
    static RouteBuilder route(Setting setting, RowCount sink, CompletableFuture<Void> ended) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("datamaker:logs?scenario=" + SCENARIO + "&run=" + runId(setting) + "&initialDelay=0").routeId("log")
                        .autoStartup(false)
                        .process(exchange -> {
                            if (isEnd(exchange)) {
                                ended.complete(null);
                            } else {
                                sink.process(exchange);
                            }
                        });
            }
        };
    }

    private static boolean isEnd(Exchange exchange) {
        return exchange.getMessage().getHeader("CamelDataMakerRunStatus") != null;
    }

    /** The server makes as many lines as the id says. */
    private static String runId(Setting setting) {
        return "run_" + setting.rows();
    }
}
