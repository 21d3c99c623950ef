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

/**
 * Exchanges of which copies are under way. A copy cannot reach its original, only the correlation id; that the original has ended is
 * told by an event.
 */
public final class ParentExchanges extends EventNotifierSupport {

    /** So many are never under way, unless some had ended before their copies asked for a body. */
    private static final int MANY = 1_000;

    private final CamelContext context;
    private final Map<String, Parent> parents = new ConcurrentHashMap<>();
    /** By the correlation id that they get with the result of a copy: copies of the copy have overwritten theirs. */
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

    /** One exchange, as long as copies of it are under way or have left it something. */
    final class Parent {

        private final Map<String, Parent> among;
        private final String id;
        private int copies;
        private boolean ended;
        private final Set<CarriedBody> kept = ConcurrentHashMap.newKeySet();
        // What nobody else knows any more may go: the parent may have ended before it was known.
        private final Set<CarriedBody> left = Collections.newSetFromMap(new WeakHashMap<>());

        private Parent(Map<String, Parent> among, String id) {
            this.among = among;
            this.id = id;
        }

        /** Closes it at its end. It must be under way. */
        void keep(CarriedBody body) {
            body.taken();
            kept.add(body);
            body.whenClosed(() -> {
                kept.remove(body);
                removeUnused(among, id);
            });
        }

        /** Leaves it something, unless it has ended. */
        void leave(CarriedBody body) {
            if (takes(body)) {
                // As long as somebody knows the body.
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

        /** It gets another correlation id with the result of this copy: what it has is its own from now on, by its own id. */
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

        /** A copy of it has ended. */
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

    /** The exchange that this one was copied from, if it is a copy; until it is forgotten. */
    Optional<Parent> parentOf(Exchange exchange) {
        String id = correlationId(exchange);
        if (id == null || id.equals(exchange.getExchangeId())) {
            return Optional.empty();
        }
        return Optional.of(counted(parents, id));
    }

    /** Whoever has it forgets it again. */
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

    /** Leaves a body to whoever gets the result of an exchange that ends at this moment. Whether it is a copy that has one. */
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

    private static String correlationId(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
    }

    // Camel makes events of exchanges only where somebody listens, and not every context needs it.
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
            if (correlationId != null && !correlationId.equals(done.getExchangeId()) && !receivers.isEmpty() && ReturningExchange.isEnding(done)) {
                // One of this correlation id is told below.
                receivers.values().stream().filter(receiver -> !receiver.id.equals(correlationId)).forEach(receiver -> receiver.passResultOf(done));
            }
            // The receiver of a reply has the same correlation id by now.
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
     * Leaves what an exchange carried to who gets its result, or to nobody.
     *
     * @param receiver takes a body, if there is one, where the exchange is known to be a copy that gives its result back
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
        // Camel's rule for streams that are cached in a branch of a multicast or a split: they are kept by the whole of it.
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

    /** Nothing is told while nobody waits for it. */
    @Override
    public boolean isIgnoreExchangeCompletedEvent() {
        return parents.isEmpty() && receivers.isEmpty();
    }

    @Override
    public boolean isIgnoreExchangeFailedEvents() {
        return isIgnoreExchangeCompletedEvent();
    }

    /** The context is over: nobody reads any more. */
    @Override
    protected void doStop() {
        context.getManagementStrategy().removeEventNotifier(this);
        parents.values().forEach(parent -> parent.end().forEach(CarriedBody::left));
        parents.clear();
        receivers.values().forEach(parent -> parent.end().forEach(CarriedBody::left));
        receivers.clear();
    }
}
