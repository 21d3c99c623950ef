package io.github.cameldatamaker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.consume.CheckPoints;
import io.github.cameldatamaker.consume.FailedPoll;
import io.github.cameldatamaker.consume.PaidFailures;
import io.github.cameldatamaker.consume.Pause;
import io.github.cameldatamaker.consume.PinnedVersion;
import io.github.cameldatamaker.generate.CheckPoint;
import io.github.cameldatamaker.generate.CheckPointedRows;
import io.github.cameldatamaker.operation.GeneratedDataBody;
import io.github.cameldatamaker.operation.OperationCall;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;

/**
 * Emits the rows of the generation that {@code resumeKey} names, in order: an exchange for each row, or for each List of
 * {@code batchSize} rows. It stores which rows have completed, and resumes after them at the next poll and after a restart.
 */
public class DataMakerRowsConsumer extends DataMakerGenerateConsumer implements ShutdownAware {

    private static final long LAST_WRITE_SECONDS = 5;

    /** Held by a poll. The key is released when the last check-point is written. */
    private final ReentrantLock polling = new ReentrantLock();
    private CheckPoints checkPoints;
    private RuntimeException refused;
    /** The rows that were done when the current poll began. */
    private long rowsBefore;
    private boolean isPaid;
    private boolean hasFailed;
    private volatile boolean ending;
    private volatile CheckPointedRows reading;
    /** While a policy suspends the consumer its data stays open, because another request would pay for all rows again. */
    private final Pause pause = new Pause();

    DataMakerRowsConsumer(Endpoint endpoint, Processor processor, Session session) {
        super(endpoint, processor, session);
    }

    @Override
    void checkOptions() {
        OptionChecks.checkResumed(session.options().configuration());
    }

    @Override
    protected void doStart() throws Exception {
        checkOptions();
        pause.set(false);
        checkPoints = CheckPoints.open(session);
        refused = null;
        try {
            super.doStart();
        } catch (Exception e) {
            giveKeyFree();
            throw e;
        }
    }

    @Override
    protected int poll() throws Exception {
        polling.lock();
        try {
            ending = false;
            return mayGoOn() && failures.mayPoll() ? pollNow() : 0;
        } finally {
            if (!isRunAllowed()) {
                giveKeyFree();
            }
            polling.unlock();
        }
    }

    @Override
    int pollNow() throws Exception {
        if (checkPoints.last().isDone()) {
            endAsRepeatCountDoes();
            return 0;
        }
        if (refused != null) {
            // Another request would cost all rows again and change nothing.
            throw refused;
        }
        rowsBefore = checkPoints.last().rows();
        isPaid = false;
        hasFailed = false;
        try {
            generate();
        } catch (RuntimeException | Error e) {
            failed(FailedPoll.of(e));
        }
        if (!hasFailed && (checkPoints.last().isDone() || hasProgress())) {
            failures.forget();
        }
        if (checkPoints.last().isDone()) {
            endAsRepeatCountDoes();
        }
        return (int) Math.min(checkPoints.last().rows() - rowsBefore, Integer.MAX_VALUE);
    }

    private boolean hasProgress() {
        CheckPoint last = checkPoints.last();
        return PaidFailures.isProgress(last.rows() - rowsBefore, last.generation().count());
    }

    private void failed(RuntimeException failure) {
        hasFailed = true;
        boolean isFinal = FailedPoll.isFinal(failure);
        if (isFinal) {
            refused = FailedPoll.explain(
                    failure, session.options().consumer().getResumeKey(), checkPoints.last().version().isPresent());
        }
        if (!isEnding()) {
            if (isFinal) {
                // One report is enough, because the next poll would fail in the same way. Health stays down.
                endWithoutInterrupt();
                throw refused;
            }
            throw isPaid || FailedPoll.mayBePaid(failure) ? paidInVain(failure, hasProgress()) : failure;
        }
        // Camel drops what a poll throws during a stop.
        if (!FailedPoll.isOfEnding(failure)) {
            getExceptionHandler().handleException("Failed while the consumer was stopping: " + getEndpoint(), failure);
        }
    }

    // The consumer stays started and healthy.
    private void endAsRepeatCountDoes() {
        forceConsumerAsReady();
        getScheduler().unscheduleTask();
    }

    private void generate() throws Exception {
        // The seed is stored before the request. This also finds a repository that cannot be written before anything is paid for.
        checkPoints.writeBeforeRequest();
        PinnedVersion pinned = new PinnedVersion(checkPoints.last(), session.options().consumer().getResumeKey());
        Exchange asking = createExchange(false);
        try {
            asking.getMessage().setHeader(DataMakerConstants.SEED, checkPoints.last().generation().seed());
            pinned.set(asking.getMessage(), session.options().configuration());
            if (mayGoOn()) {
                generate(asking, pinned);
            }
        } finally {
            releaseExchange(asking, false);
        }
    }

    private void generate(Exchange asking, PinnedVersion pinned) {
        OperationCall call = OperationCall.of(asking, session);
        ApiResponse response;
        try {
            response = send(call);
        } catch (DataMakerApiException e) {
            throw pinned.explain(e);
        }
        isPaid = true;
        CheckPoint from;
        try {
            from = pinned.of(call.options(), response);
        } catch (RuntimeException e) {
            response.close();
            throw e;
        }
        try (CheckPointedRows rows = GeneratedDataBody.rows(call, response, from)) {
            emit(rows, from);
        } finally {
            reading = null;
        }
    }

    private void emit(CheckPointedRows rows, CheckPoint from) {
        CheckPoint before = checkPoints.last();
        reading = rows;
        if (!isEnding()) {
            rows.skipDone();
            forceConsumerAsReady();
        }
        boolean completed = true;
        while (completed && pause.await(this::isEnding) && !checkPoints.last().isDone()) {
            Object body = rows.next();
            // Before the first row goes out, because its id contains the version.
            checkPoints.reachVersion(from);
            completed = emit(body);
            if (completed) {
                checkPoints.reach(rows.checkPoint());
            }
        }
        if (!completed && checkPoints.last().rows() == 0) {
            // The template itself may need a fix, so its next version is just as good.
            checkPoints.reachVersion(before);
        }
    }

    private boolean emit(Object body) {
        return delivery.deliver(exchange -> set(exchange.getMessage(), body), exchange -> {
            hasFailed = true;
            paidInVain(exchange, "Error processing exchange, its rows come again", hasProgress());
        });
    }

    private void set(Message message, Object body) {
        CheckPoint last = checkPoints.last();
        message.setBody(body);
        message.setHeader(DataMakerConstants.ROW_ID, last.nextRowId());
        message.setHeader(DataMakerConstants.FIRST_ROW, last.rows());
        message.setHeader(DataMakerConstants.GENERATED_SEED, last.generation().seed());
        last.version().ifPresent(version -> message.setHeader(DataMakerConstants.GENERATED_VERSION, version));
    }

    @Override
    boolean mayGoOn() {
        return super.mayGoOn() && !isSuspendingOrSuspended();
    }

    @Override
    boolean isEnding() {
        return ending || super.isEnding();
    }

    // The exchange in flight has all that it needs and completes.
    private void end() {
        ending = true;
        cancelCall();
        CheckPointedRows rows = reading;
        if (rows != null) {
            rows.cancel();
        }
        pause.wake();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        end();
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return 0;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        end();
    }

    @Override
    protected void doSuspend() throws Exception {
        if (reading == null) {
            end();
        }
        pause.set(true);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        pause.set(false);
    }

    @Override
    protected void doStop() throws Exception {
        end();
        // The next start reads what the poll is about to write. A poll that does not end releases the key itself.
        if (polling.isHeldByCurrentThread() || !polling.tryLock(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
            super.doStop();
            return;
        }
        try {
            super.doStop();
        } finally {
            giveKeyFree();
            polling.unlock();
        }
    }

    private void giveKeyFree() {
        if (checkPoints != null) {
            checkPoints.close();
            checkPoints = null;
        }
    }
}
