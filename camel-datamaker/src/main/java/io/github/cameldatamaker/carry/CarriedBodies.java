package io.github.cameldatamaker.carry;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameldatamaker.generate.OpenBody;
import io.github.cameldatamaker.carry.ParentExchanges.Parent;
import org.apache.camel.Exchange;
import org.apache.camel.SafeCopyProperty;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The open bodies that an exchange carries. One registration closes them all at its end. A body that ends earlier is forgotten at
 * once, even if the exchange continues.
 */
public final class CarriedBodies extends SynchronizationAdapter implements SafeCopyProperty {

    private static final String PROPERTY = CarriedBodies.class.getName();

    /** The unit of work that ends the exchange, or the exchange itself if it has none yet. */
    private final WeakReference<Object> carrier;
    private final ParentExchanges parents;
    private final Optional<Parent> parent;
    /** The bodies of the original exchange: the result of a copy brings ours, and the original still needs its own. */
    private final @Nullable CarriedBodies before;
    private final Set<CarriedBody> bodies = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    private CarriedBodies(Object carrier, ParentExchanges parents, Optional<Parent> parent, @Nullable CarriedBodies before) {
        this.carrier = new WeakReference<>(carrier);
        this.parents = parents;
        this.parent = parent;
        this.before = before;
    }

    /** The bodies of an exchange. Its parent must not have ended. */
    public static CarriedBodies of(Exchange exchange, ParentExchanges parents) {
        CarriedBodies last = underWay(exchange.getExchangeExtension().getSafeCopyProperty(PROPERTY, CarriedBodies.class));
        Object carrier = carrier(exchange);
        for (CarriedBodies known = last; known != null; known = underWay(known.before)) {
            if (known.carrier.get() == carrier) {
                return known;
            }
        }
        CarriedBodies own = new CarriedBodies(carrier, parents, parents.parentOf(exchange), last);
        exchange.getExchangeExtension().setSafeCopyProperty(PROPERTY, own);
        exchange.getExchangeExtension().addOnCompletion(own);
        exchange.getExchangeExtension().addOnCompletion(own.new Travelling());
        return own;
    }

    private static @Nullable CarriedBodies underWay(@Nullable CarriedBodies last) {
        CarriedBodies known = last;
        while (known != null && known.ended) {
            known = known.before;
        }
        return known;
    }

    private static Object carrier(Exchange exchange) {
        UnitOfWork unitOfWork = exchange.getUnitOfWork();
        return unitOfWork == null ? exchange : unitOfWork;
    }

    public void add(OpenBody body) {
        CarriedBody carried = new CarriedBody(body);
        // A failed enricher forgets the completions of its exchange.
        if (carrier.get() instanceof Exchange && parent.isPresent()) {
            parent.get().keep(carried);
            return;
        }
        carried.taken();
        bodies.add(carried);
        body.whenClosed(() -> bodies.remove(carried));
    }

    /** A body that is handed over is carried by both exchanges, because this one may still use it. */
    @Override
    public boolean allowHandover() {
        return false;
    }

    @Override
    public void onDone(Exchange done) {
        ended = true;
        List<CarriedBody> open = List.copyOf(bodies);
        bodies.clear();
        ParentExchanges.leave(done, open, body -> isLeftToParent(body) || parents.leaveToReceiver(done, body));
        parent.ifPresent(Parent::forget);
    }

    private boolean isLeftToParent(CarriedBody body) {
        parent.ifPresent(known -> known.leave(body));
        return parent.isPresent();
    }

    /** Copies may share it, because it belongs to a unit of work. */
    @Override
    public SafeCopyProperty safeCopy() {
        return this;
    }

    /** Goes along when Camel hands over completions: to a queue, which does not wait. */
    private final class Travelling extends SynchronizationAdapter {

        private final List<CarriedBody> with = new ArrayList<>();

        @Override
        public void beforeHandover(Exchange target) {
            for (CarriedBody body : bodies) {
                body.taken();
                with.add(body);
            }
        }

        @Override
        public void onDone(Exchange done) {
            ParentExchanges.leave(done, with, body -> false);
            with.clear();
        }
    }
}
