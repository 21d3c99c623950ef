package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.Map;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.RunWait;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.run.AwaitedRun;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.start.RunStart;
import io.github.cameldatamaker.run.start.StartAnswer;
import io.github.cameldatamaker.run.start.StartRequest;
import io.github.cameldatamaker.session.Session;
import io.github.cameldatamaker.session.TraceHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an exchange that starts a run, waits for one, or checks that one exists.
 */
public final class RunFlow {

    private final Passage passage;
    private final OperationCall call;
    private final Session session;

    public RunFlow(Passage passage, OperationCall call) {
        this.passage = passage;
        this.call = call;
        this.session = call.session();
    }

    /** Starts the run once, whatever happens to the answer. */
    public void start() {
        // If the start fails, the header must not name an earlier run.
        call.exchange().getMessage().removeHeader(DataMakerConstants.RUN);
        RunWait wait = call.options().runWait();
        StartRequest start = new StartRequest(
                TraceHeaders.passOn(call.exchange(), call.request()), call.options().id(PathId.scenario), call.runKey(),
                wait != RunWait.none, wait == RunWait.server,
                Duration.ofMillis(session.options().configuration().getResponseTimeout()));
        RunStart started = RunStart.start(
                session.client(), start,
                session.journal(
                        call.runKey().isGiven() ? OptionChecks.sharedRepository(session.options().configuration()) : null),
                session.awaitOptions());
        session.waits().add(started, call.exchange());
        started.future().whenComplete((answer, error) -> passage.goOn(null, () -> started(answer, error)));
    }

    private boolean started(StartAnswer answer, @Nullable Throwable error) {
        if (error != null) {
            FailedBody.set(call, error);
            return true;
        }
        ResultBody.started(call, answer);
        if (call.options().awaitsRun()) {
            await(answer.remaining());
            return false;
        }
        return true;
    }

    /** Waits for the run of the response. */
    public void await() {
        await(session.awaitOptions().completionTimeout());
    }

    private void await(Duration remaining) {
        Run known = new Run(call.exchange().getMessage().getBody(Map.class));
        String id = known.id().orElseThrow(() -> new DataMakerException(
                "datamaker:" + call.operation() + " cannot wait, because the service gave the run no id"));
        AwaitedRun awaited = AwaitedRun.await(
                session.client(), call.options().id(PathId.scenario), id, known, remaining, session.awaitOptions());
        session.waits().add(awaited, call.exchange());
        awaited.future().whenComplete((run, error) -> passage.goOn(null, () -> {
            if (error == null) {
                AwaitedRunBody.set(call, run);
            } else {
                FailedBody.set(call, error);
            }
            return true;
        }));
    }

    /** Checks whether the run of a missing log exists. */
    public void lookForRun(Throwable noLog) {
        PendingResponse look = session.send(call.exchange(), call.options().runOfLog(), passage.caller());
        look.future().whenComplete((run, error) -> passage.goOn(run, () -> {
            if (run == null) {
                FailedBody.set(call, noLog);
            } else {
                run.close();
                FailedBody.setMissing(call);
            }
            return true;
        }));
    }
}
