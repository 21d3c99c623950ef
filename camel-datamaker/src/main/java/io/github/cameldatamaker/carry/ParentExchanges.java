package io.github.cameldatamaker.carry;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges that have running copies. A copy cannot reach its original, only its correlation id. An event tells that the original
 * has ended.
 */
public final class ParentExchanges extends EventNotifierSupport {

    /** More are never running, unless some ended before their copies asked for a body. */
    private static final int MANY = 1_000;

    private final CamelContext context;
    private final Map<String, Parent> parents = new ConcurrentHashMap<>();
    /** By the correlation id that they get with the result of a copy, because copies of the copy have overwritten theirs. */
    private final Map<String, Parent> receivers = new ConcurrentHashMap<>();

    public ParentExchanges(CamelContext context) {
        this.context = context;
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    /** One exchange, while copies of it are running or have left it something. */
    final class Parent {

        private final Map<String, Parent> among;
        private final String id;
        private int copies;
        private boolean ended;
        private final Set<CarriedBody> kept = ConcurrentHashMap.newKeySet();
        // Weak, because the parent may have ended before it was known.
        private final Set<CarriedBody> left = Collections.newSetFromMap(new WeakHashMap<>());

        private Parent(Map<String, Parent> among, String id) {
            this.among = among;
            this.id = id;
        }

        /** Closes the body at the end of this exchange, which must not have ended. */
        void keep(CarriedBody body) {
            body.taken();
            kept.add(body);
            body.whenClosed(() -> {
                kept.remove(body);
                removeUnused(among, id);
            });
        }

        /** Leaves a body to this exchange, unless it has ended. */
        void leave(CarriedBody body) {
            if (takes(body)) {
                // While the body is in use.
                body.whenClosed(() -> {
                    forget(body);
                    removeUnused(among, id);
                });
            }
        }

        private synchronized boolean takes(CarriedBody body) {
            boolean isTaken = !ended && left.add(body);
            if (isTaken) {
                body.taken();
            }
            return isTaken;
        }

        private synchronized void forget(CarriedBody body) {
            left.remove(body);
        }

        /**
         * This exchange gets another correlation id with the result of the copy, so from now on its bodies are known by its own
         * id.
         */
        private void passResultOf(Exchange copy) {
            for (CarriedBody body : results(copy)) {
                leaveToReceiver(copy, body);
                forget(body);
                body.left();
            }
            removeUnused(among, id);
        }

        private synchronized List<CarriedBody> results(Exchange copy) {
            return left.stream().filter(body -> body.isResultOf(copy)).toList();
        }

        /** A copy of this exchange has ended. */
        void forget() {
            count(-1);
            removeUnused(among, id);
        }

        private synchronized Parent count(int more) {
            copies += more;
            return this;
        }

        private synchronized boolean isUnused() {
            return copies == 0 && kept.isEmpty() && left.isEmpty();
        }

        private synchronized List<CarriedBody> end() {
            ended = true;
            return Stream.of(kept, left).flatMap(Set::stream).toList();
        }
    }

    /** The original of this exchange, if it is a copy. The caller must forget it. */
    Optional<Parent> parentOf(Exchange exchange) {
        String id = correlationId(exchange);
        if (id == null || id.equals(exchange.getExchangeId())) {
            return Optional.empty();
        }
        return Optional.of(counted(parents, id));
    }

    /** The caller must forget it. */
    private Parent counted(Map<String, Parent> among, String id) {
        listen();
        if (among.size() > MANY) {
            among.keySet().forEach(key -> removeUnused(among, key));
        }
        return among.compute(id, (key, known) -> (known == null ? new Parent(among, id) : known).count(1));
    }

    private static void removeUnused(Map<String, Parent> among, String id) {
        among.computeIfPresent(id, (key, parent) -> parent.isUnused() ? null : parent);
    }

    /**
     * Leaves a body to the receiver of the result of an exchange that is ending. Returns whether it is a copy that has a
     * receiver.
     */
    boolean leaveToReceiver(Exchange done, CarriedBody body) {
        String id = correlationId(done);
        if (id == null) {
            return false;
        }
        leaveTo(id.equals(done.getExchangeId()) ? receivers : parents, id, body);
        return true;
    }

    private void leaveTo(Map<String, Parent> among, String id, CarriedBody body) {
        Parent receiver = counted(among, id);
        receiver.leave(body);
        receiver.forget();
    }

    private static @Nullable String correlationId(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
    }

    // Camel makes exchange events only if there is a listener, and not every context needs one.
    private void listen() {
        if (isNew()) {
            synchronized (this) {
                if (isNew()) {
                    start();
                    context.getManagementStrategy().addEventNotifier(this);
                }
            }
        }
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeEvent told) {
            Exchange done = told.getExchange();
            Parent parent = parents.remove(done.getExchangeId());
            if (parent != null) {
                leave(done, parent.end(), body -> leaveToReceiver(done, body));
            }
            String correlationId = correlationId(done);
            if (correlationId != null && !correlationId.equals(done.getExchangeId()) && !receivers.isEmpty()
                    && ReturningExchange.isEnding(done)) {
                // The one with this correlation id follows below.
                receivers.values().stream().filter(receiver -> !receiver.id.equals(correlationId))
                        .forEach(receiver -> receiver.passResultOf(done));
            }
            // The receiver of a reply now has the same correlation id.
            if (correlationId != null && !ReturningExchange.isReplyOfQueue(done)) {
                Parent receiver = receivers.remove(correlationId);
                if (receiver != null) {
                    leave(done, receiver.end(), body -> {
                        leaveTo(receivers, correlationId, body);
                        return true;
                    });
                }
            }
        }
    }

    /**
     * Leaves the bodies of an exchange to the receiver of its result, if there is one.
     *
     * @param receiver takes a body if the exchange is a copy that gives its result back
     */
    static void leave(Exchange done, Collection<CarriedBody> bodies, Predicate<CarriedBody> receiver) {
        for (CarriedBody body : bodies) {
            if (body.isResultOf(done)) {
                leaveResult(done, body, receiver);
            }
            body.left();
        }
    }

    private static void leaveResult(Exchange done, CarriedBody body, Predicate<CarriedBody> receiver) {
        boolean isLeft = ReturningExchange.isEnding(done) && receiver.test(body);
        // Camel's rule for streams that are cached in a branch of a multicast or a split: the whole multicast or split keeps
        // them.
        UnitOfWork whole = done.getProperty(ExchangePropertyKey.STREAM_CACHE_UNIT_OF_WORK, UnitOfWork.class);
        if (!isLeft && whole != null && whole != done.getUnitOfWork() && whole.getRoute() != null) {
            body.taken();
            whole.addSynchronization(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange wholeDone) {
                    body.left();
                }
            });
        }
    }

    /** Ignores events while nothing waits for them. */
    @Override
    public boolean isIgnoreExchangeCompletedEvent() {
        return parents.isEmpty() && receivers.isEmpty();
    }

    @Override
    public boolean isIgnoreExchangeFailedEvents() {
        return isIgnoreExchangeCompletedEvent();
    }

    /** The context has stopped, so nobody reads any more. */
    @Override
    protected void doStop() {
        context.getManagementStrategy().removeEventNotifier(this);
        parents.values().forEach(parent -> parent.end().forEach(CarriedBody::left));
        parents.clear();
        receivers.values().forEach(parent -> parent.end().forEach(CarriedBody::left));
        receivers.clear();
    }
}
