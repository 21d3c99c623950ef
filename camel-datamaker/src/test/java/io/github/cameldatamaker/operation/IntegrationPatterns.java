package io.github.cameldatamaker.operation;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * Camel's patterns, each around a step whose body holds a connection. They handle its exchange differently: they continue with
 * it, copy it, wait for the copy, or do not wait.
 */
enum IntegrationPatterns {

    TO {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to(uri).to(reader);
        }
    },
    TO_D {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").toD(uri).to(reader);
        }
    },
    DIRECT {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to("direct:sub").to(reader);
            r.from("direct:sub").to(uri);
        }
    },
    ENRICH {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").enrich(uri).to(reader);
        }
    },
    POLL_ENRICH {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").pollEnrich(uri).to(reader);
        }
    },
    ENRICH_BY_A_ROUTE {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").enrich("direct:sub").to(reader);
            r.from("direct:sub").to(uri);
        }
    },
    ENRICH_IN_ONE_UNIT_OF_WORK {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").enrich().constant(uri).shareUnitOfWork().to(reader);
        }
    },
    MULTICAST {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").multicast().to(uri, uri).end().to(reader);
        }
    },
    MULTICAST_IN_PARALLEL {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").multicast().parallelProcessing().to(uri, uri).end().to(reader);
        }
    },
    MULTICAST_THAT_AGGREGATES {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").multicast(new GroupedBodyAggregationStrategy()).to(uri, uri).end().to(reader);
        }
    },
    MULTICAST_IN_ONE_UNIT_OF_WORK {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").multicast(new GroupedBodyAggregationStrategy()).shareUnitOfWork().to(uri, uri).end().to(reader);
        }
    },
    RECIPIENT_LIST {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").recipientList(r.constant(uri + "|" + uri), "|").end().to(reader);
        }
    },
    RECIPIENT_LIST_IN_PARALLEL {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").recipientList(r.constant(uri + "|" + uri), "|").parallelProcessing()
                    .aggregationStrategy(new GroupedBodyAggregationStrategy()).end().to(reader);
        }
    },
    SPLIT_THAT_AGGREGATES {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").split(r.constant(List.of(1, 2, 3)), new GroupedBodyAggregationStrategy()).to(uri).end()
                    .to(reader);
        }
    },
    CIRCUIT_BREAKER {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").circuitBreaker().to(uri).end().to(reader);
        }
    },
    CIRCUIT_BREAKER_WITH_A_TIMEOUT {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").circuitBreaker().resilience4jConfiguration().timeoutEnabled(true).timeoutDuration(60_000).end()
                    .to(uri)
                    .onFallback().to("mock:fallback").end().to(reader);
        }
    },
    CIRCUIT_BREAKERS_IN_ONE_ANOTHER {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").circuitBreaker().to("direct:sub").end().to(reader);
            r.from("direct:sub").circuitBreaker().to(uri).end();
        }
    },
    CIRCUIT_BREAKERS_IN_ONE_ANOTHER_AND_ANOTHER_BEHIND_THEM {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").circuitBreaker().to("direct:sub").end().circuitBreaker().to("mock:behind").end().to(reader);
            r.from("direct:sub").circuitBreaker().to(uri).end();
        }
    },
    CIRCUIT_BREAKER_IN_A_SPLIT {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").split(r.constant(List.of(1, 2)), new GroupedBodyAggregationStrategy()).circuitBreaker().to(uri)
                    .end().end()
                    .to(reader);
        }
    },
    CIRCUIT_BREAKER_INTO_A_VARIABLE {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").circuitBreaker().toV(uri, null, "data").end().setBody(r.variable("data")).to(reader);
        }
    },
    KAMELET {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.routeTemplate("data-action").from("kamelet:source").to(uri);
            r.from("direct:in").to("kamelet:data-action").to(reader);
        }
    },
    KAMELET_AS_A_PATTERN {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.routeTemplate("data-action").from("kamelet:source").to(uri).to("kamelet:sink");
            r.from("direct:in").kamelet("data-action").to(reader).end();
        }
    },
    SEDA_WITH_A_REPLY {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to(ExchangePattern.InOut, "seda:sub").to(reader);
            r.from("seda:sub").to(uri);
        }
    },
    SEDA {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to(uri).to(ExchangePattern.InOnly, "seda:sub");
            r.from("seda:sub").to(reader);
        }
    },
    LOOP {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").loop(3).to(uri).end().to(reader);
        }
    },
    LOOP_OVER_COPIES {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").loop(3).copy().to(uri).end().to(reader);
        }
    },
    AGGREGATE {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            CountDownLatch read = new CountDownLatch(1);
            r.from("direct:in").to(uri).aggregate(r.constant(1), new GroupedBodyAggregationStrategy()).completionSize(1)
                    .parallelProcessing()
                    .to(reader).process(e -> read.countDown()).end()
                    // The copy continues alone, and Camel hands nothing over to it: this route must not end before the copy has
                    // read.
                    .process(e -> read.await(60, TimeUnit.SECONDS));
        }
    },
    RESEQUENCE {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to(uri).resequence(r.constant(1)).batch().size(1).timeout(50).to(reader);
        }
    },
    THREADS {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to(uri).threads(1).to(reader);
        }
    },
    DELAY {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to(uri).delay(1).asyncDelayed().to(reader);
        }
    },
    DO_TRY {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").doTry().to(uri).throwException(new IllegalStateException("on purpose"))
                    .doCatch(IllegalStateException.class)
                    .to(reader);
        }
    },
    ON_EXCEPTION {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").onException(IllegalStateException.class).handled(true).to(reader).end()
                    .to(uri).throwException(new IllegalStateException("on purpose"));
        }
    },
    DYNAMIC_ROUTER {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").dynamicRouter(r.method(new Once(uri))).to(reader);
        }
    },
    ROUTING_SLIP {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").routingSlip(r.constant(uri + "|" + "log:slip"), "|").to(reader);
        }
    },
    FAILOVER {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").loadBalance().failover().to("direct:failing", uri).end().to(reader);
            r.from("direct:failing").errorHandler(r.noErrorHandler()).to(uri)
                    .throwException(new IllegalStateException("on purpose"));
        }
    },
    SAGA {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").saga().to(uri).to(reader);
        }
    },
    IDEMPOTENT_CONSUMER {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").to(uri).idempotentConsumer(r.simple("${exchangeId}"))
                    .idempotentRepository(new MemoryIdempotentRepository()).to(reader);
        }
    },
    WIRE_TAP {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").wireTap("direct:sub");
            r.from("direct:sub").to(uri).to(reader);
        }
    },
    ON_COMPLETION {
        @Override
        void add(RouteBuilder r, String uri, String reader) {
            r.from("direct:in").onCompletion().to(uri).to(reader).end().to("log:in");
        }
    };

    /** Routes from {@code direct:in}, in which a step gives the body, and another one may read it. */
    abstract void add(RouteBuilder r, String uri, String reader);

    /** Goes to one address only. */
    public record Once(String uri) {

        /** Camel calls it until there is no next one. */
        public String next(Exchange exchange) {
            return exchange.getProperty(Exchange.SLIP_ENDPOINT) == null ? uri.replace(",", "%2C") : null;
        }
    }
}
