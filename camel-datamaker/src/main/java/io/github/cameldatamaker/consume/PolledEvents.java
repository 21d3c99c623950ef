package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.IsSingleton;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.PollingConsumerSupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Gives one exchange of a runs or logs consumer to each receive of {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate}.
 * A receive polls at once, and again after each delay while it waits. A failed poll fails the receive.
 *
 * <p>
 * The emitting thread waits until its exchange is taken, and then until it is done: it has completed, or the caller asks for
 * the next one. If the exchange fails, the event comes again, as it does when a route fails.
 */
public final class PolledEvents extends PollingConsumerSupport implements Processor, IsSingleton {

    private static final long FOREVER = Long.MAX_VALUE;

    private final Endpoint endpoint;
    private final Duration leastPause;
    private final Set<Handed> out = new HashSet<>();
    private ScheduledPollConsumer consumer;
    private Callable<Integer> poll;
    private ExecutorService threads;
    private boolean isOpen;
    private @Nullable Handed offered;
    private boolean isPolling;
    private @Nullable Exception failure;
    private long lastPoll;
    private boolean hasPolled;

    /** An exchange that is offered or taken, and whether it is done. */
    private record Handed(Exchange exchange, CompletableFuture<Boolean> done) implements Synchronization {

        static Handed of(Exchange exchange) {
            // A copy, because the emitting consumer keeps its own exchange.
            Handed handed = new Handed(ExchangeHelper.createCorrelatedCopy(exchange, true, true), new CompletableFuture<>());
            handed.exchange.getExchangeExtension().addOnCompletion(handed);
            return handed;
        }

        @Override
        public void onComplete(Exchange completed) {
            done.complete(true);
        }

        @Override
        public void onFailure(Exchange failed) {
            done.complete(false);
        }
    }

    /** @param leastPause the shortest pause between polls, if exchanges come without polls */
    public PolledEvents(Endpoint endpoint, Duration leastPause) {
        super(endpoint);
        this.endpoint = endpoint;
        this.leastPause = leastPause;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        consumer = (ScheduledPollConsumer) endpoint.createConsumer(this);
        consumer.setStartScheduler(false);
        poll = ((Polled) consumer)::poll;
        ServiceHelper.initService(consumer);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = endpoint.getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "DataMakerPolled");
        open();
        ServiceHelper.startService(consumer);
    }

    private synchronized void open() {
        isOpen = true;
        isPolling = false;
        hasPolled = false;
    }

    /** Takes an exchange of the consumer, and returns when it is done. */
    @Override
    public void process(Exchange exchange) throws Exception {
        Handed handed = Handed.of(exchange);
        offer(handed);
        if (!handed.done().get()) {
            Exception cause = handed.exchange().getException();
            throw cause == null ? new DataMakerException("The exchange that polled it did not complete") : cause;
        }
    }

    private synchronized void offer(Handed handed) throws InterruptedException {
        while (isOpen && offered != null) {
            wait();
        }
        if (isOpen) {
            offered = handed;
            notifyAll();
        } else {
            handed.done().complete(false);
        }
    }

    @Override
    public @Nullable Exchange receive() {
        return receiveWithin(FOREVER);
    }

    /** Polls once. */
    @Override
    public @Nullable Exchange receiveNoWait() {
        return receiveWithin(0);
    }

    @Override
    public @Nullable Exchange receive(long timeout) {
        return receiveWithin(TimeUnit.MILLISECONDS.toNanos(timeout));
    }

    private @Nullable Exchange receiveWithin(long nanos) {
        if (!isStarted()) {
            throw new RejectedExecutionException(this + " is not started");
        }
        try {
            return take(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    private synchronized @Nullable Exchange take(long nanos) throws Exception {
        out.forEach(handed -> handed.done().complete(true));
        out.clear();
        failure = null;
        long begun = System.nanoTime();
        long pause = leastPause.toNanos();
        while (isOpen && offered == null) {
            long now = System.nanoTime();
            long left = nanos == FOREVER ? FOREVER : nanos - (now - begun);
            long untilPoll = hasPolled ? pause - (now - lastPoll) : 0;
            if (failure != null) {
                throw failure;
            }
            if (!isPolling && untilPoll <= 0) {
                startPoll();
                pause = consumer.getTimeUnit().toNanos(consumer.getDelay());
            } else if (left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, isPolling ? FOREVER : untilPoll));
            } else if (isPolling && nanos == 0) {
                // A receive that does not wait still waits for its poll.
                wait();
            } else {
                return null;
            }
        }
        return taken();
    }

    private @Nullable Exchange taken() {
        Handed handed = offered;
        if (handed == null) {
            return null;
        }
        offered = null;
        out.add(handed);
        notifyAll();
        return handed.exchange();
    }

    private void startPoll() {
        threads.execute(() -> {
            Exception failed = null;
            try {
                poll.call();
            } catch (Exception e) {
                failed = e;
            } catch (Throwable e) {
                // The waiting receive must get the failure.
                failed = new DataMakerException("The poll failed: " + e, e);
            }
            pollEnded(failed);
        });
        // After the hand-over, which may fail. The poll ends later, because its end needs the lock that is held here.
        isPolling = true;
    }

    private synchronized void pollEnded(@Nullable Exception failed) {
        isPolling = false;
        hasPolled = failed == null;
        failure = failed;
        lastPoll = System.nanoTime();
        notifyAll();
    }

    @Override
    protected void doStop() throws Exception {
        end();
        // Finished events are stored before the state is released. Requests end.
        ServiceHelper.suspendService(consumer);
        endpoint.getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        ServiceHelper.stopService(consumer);
        super.doStop();
    }

    /** An event that was not taken, or is not done, comes again. */
    private synchronized void end() {
        isOpen = false;
        out.forEach(handed -> handed.done().complete(false));
        out.clear();
        if (offered != null) {
            offered.done().complete(false);
            offered = null;
        }
        notifyAll();
    }

    @Override
    protected void doShutdown() throws Exception {
        ServiceHelper.stopAndShutdownService(consumer);
        super.doShutdown();
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
