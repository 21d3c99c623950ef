package io.github.cameldatamaker;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.consume.Delivery;
import io.github.cameldatamaker.consume.Polled;
import io.github.cameldatamaker.json.JsonBodies;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.run.BlockingCalls;
import io.github.cameldatamaker.run.MissingRuns;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunList;
import io.github.cameldatamaker.run.RunRequests;
import io.github.cameldatamaker.run.RunStatuses;
import io.github.cameldatamaker.run.StatusEvent;
import io.github.cameldatamaker.run.StatusMeaning;
import io.github.cameldatamaker.session.Session;
import io.github.cameldatamaker.state.StoredState;
import org.apache.camel.Endpoint;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.util.CastUtils;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits an exchange for each new status of each run of a scenario, or of one run, in order. A poll reads the list of runs
 * ({@code GET /scenarios/{id}/runs}) and the unfinished runs.
 */
public class DataMakerRunsConsumer extends ScheduledBatchPollingConsumer implements Polled {

    private static final Logger LOG = LoggerFactory.getLogger(DataMakerRunsConsumer.class);

    private final Session session;
    private final Delivery delivery = new Delivery(this);
    private final MissingRuns missing = new MissingRuns();
    private RunStatuses statuses;
    private boolean beginsFromNow;
    private volatile BlockingCalls calls;

    DataMakerRunsConsumer(Endpoint endpoint, Processor processor, Session session) {
        super(endpoint, processor);
        this.session = session;
    }

    @Override
    protected void doStart() throws Exception {
        OptionChecks.checkScenario(session.options().operation(), session.options().configuration());
        Set<String> wanted = session.options().consumer().wantedStatuses();
        StoredState store = follows()
                ? session.openState("runs", scenario(), onlyRun()) : session.openState("runs", scenario());
        try {
            statuses = new RunStatuses(store, status -> wanted.isEmpty() || StatusMeaning.isAmong(wanted, status));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        beginsFromNow = !follows() && statuses.isNew() && session.options().consumer().getStartFrom() == StartFrom.now;
        calls = new BlockingCalls(session.client());
        super.doStart();
    }

    @Override
    public int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        try {
            Collection<Run> seen = follows() ? pollRun() : pollRuns();
            statuses.observe(seen);
            forceConsumerAsReady();
            return processBatch(CastUtils.cast(statuses.undelivered(seen)));
        } catch (CancellationException e) {
            return 0;
        } catch (DataMakerException e) {
            if (calls.isCancelled()) {
                return 0;
            }
            if (e instanceof DataMakerApiException api) {
                addLastErrorDetail(HealthCheck.HTTP_RESPONSE_CODE, api.getStatusCode());
            }
            throw e;
        } catch (Error e) {
            // Camel reports only exceptions.
            throw new DataMakerException("The poll failed: " + e, e);
        } finally {
            if (follows() && statuses.isDone(onlyRun())) {
                // As with repeatCount, the consumer stays started and healthy.
                getScheduler().unscheduleTask();
            }
        }
    }

    private Collection<Run> pollRun() {
        return statuses.isDone(onlyRun()) ? Set.of() : Set.of(read(onlyRun()));
    }

    /** The new and the open runs, oldest first. */
    private Collection<Run> pollRuns() {
        RunList list = new RunList(calls::send, scenario(), session.options().configuration().getMaxInMemorySize());
        if (beginsFromNow) {
            statuses.beginWith(list.newest());
            beginsFromNow = false;
            return Set.of();
        }
        missing.nextPoll();
        RunList.Found found = list.read(missing.noting(statuses.open(), statuses::isKnown), statuses.room());
        missing.listRead();
        Map<String, Run> listed = new LinkedHashMap<>();
        found.known().forEach(run -> run.id().ifPresent(id -> listed.put(id, run)));
        Map<String, Run> seen = new LinkedHashMap<>();
        for (String id : statuses.open()) {
            Run run = listed.containsKey(id) ? listed.get(id) : pollOpenRun(id);
            if (run != null) {
                seen.put(id, run);
            }
        }
        found.fresh().forEach(run -> run.id().ifPresent(id -> seen.put(id, run)));
        return seen.values();
    }

    private Run pollOpenRun(String id) {
        try {
            return read(id);
        } catch (DataMakerApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            if (missing.missed(id)) {
                LOG.warn("Run {} of scenario {} does not exist any more. Its final status is unknown", id, scenario());
                statuses.vanished(id);
            }
            return null;
        }
    }

    private Run read(String id) {
        ApiRequest request = RunRequests.read(scenario(), id).withLoad(Load.POLL);
        return new Run(JsonDocument.readObject(calls.send(request), session.options().configuration().getMaxInMemorySize()));
    }

    @Override
    public int processBatch(Queue<Object> events) throws Exception {
        int total = events.size();
        int delivered = 0;
        for (int index = 0; index < total && isBatchAllowed(); index++) {
            pendingExchanges = total - index - 1;
            StatusEvent event = (StatusEvent) events.remove();
            if (emit(event, index, total)) {
                statuses.delivered(event);
                delivered++;
            }
        }
        return delivered;
    }

    private boolean emit(StatusEvent event, int index, int total) {
        return delivery.deliver(exchange -> {
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
            set(exchange.getMessage(), event);
        }, exchange -> getExceptionHandler().handleException(
                "Error processing exchange. The event comes again", exchange, exchange.getException()));
    }

    private static void set(Message message, StatusEvent event) {
        // A copy, so that a route cannot change the known run.
        message.setBody(JsonBodies.object(event.run().fields()));
        message.setHeader(DataMakerConstants.RUN, event.id());
        message.setHeader(DataMakerConstants.RUN_STATUS, event.run().status());
        event.previous().ifPresent(previous -> message.setHeader(DataMakerConstants.PREVIOUS_STATUS, previous));
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        calls.cancel();
    }

    @Override
    protected void doResume() throws Exception {
        calls = new BlockingCalls(session.client());
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        if (calls != null) {
            calls.cancel();
        }
        super.doStop();
        if (statuses != null) {
            statuses.close();
        }
    }

    private String scenario() {
        return session.options().configuration().getScenario();
    }

    private String onlyRun() {
        return session.options().configuration().getRun();
    }

    private boolean follows() {
        return ObjectHelper.isNotEmpty(onlyRun());
    }
}
