package io.github.cameldatamaker.run.log;

import java.util.Optional;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.LineReader;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.client.ServerSentEvents;
import io.github.cameldatamaker.run.Backoff;
import io.github.cameldatamaker.run.BlockingCalls;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a run, read from the delivered position ({@code GET /scenarios/{id}/runs/{run_id}/logs}, as text or followed).
 */
public final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private final BlockingCalls calls;
    private final String scenario;
    private final String run;
    private final int maxLineSize;
    private final long maxSize;
    private final LogPositions positions;
    private final LogListener listener;
    private final SpareThreads spare;
    private boolean wasConnected;
    private boolean isFollowed;
    private boolean isForeign;

    /**
     * @param maxLineSize the most bytes of a line that are kept
     * @param maxSize     the most bytes of a run's description
     * @param spare       deliver the lines of a busy followed log
     */
    public RunLog(
            BlockingCalls calls, String scenario, String run, int maxLineSize, long maxSize, LogPositions positions,
            LogListener listener, SpareThreads spare) {
        this.calls = calls;
        this.scenario = scenario;
        this.run = run;
        this.maxLineSize = maxLineSize;
        this.maxSize = maxSize;
        this.positions = positions;
        this.listener = listener;
        this.spare = spare;
    }

    /**
     * Delivers what the plain log has after the position, and the end if the run has finished. It polls the run first, because
     * the log of a finished run is complete.
     *
     * @return whether all is delivered
     */
    public boolean readText() {
        Run state = state();
        return text(state.isFinished()) && state.isFinished() && end(state);
    }

    /** Whether all was delivered before. It first writes what could not be written then. */
    public boolean isOver() {
        positions.requireWritten();
        return positions.isDone(run);
    }

    /**
     * Delivers late lines and the end if the run has finished. Otherwise it delivers nothing, because the log will be followed
     * again.
     */
    boolean finish() {
        Run state = state();
        return state.isFinished() && text(true) && end(state);
    }

    /** Throws if the run does not exist, or if that is unknown. */
    public void requireRun() {
        state();
    }

    private Run state() {
        ApiResponse response = calls.send(RunRequests.read(scenario, run).withLoad(Load.POLL));
        Run state = new Run(JsonDocument.readObject(response, maxSize));
        listener.answered();
        return state;
    }

    // A followed log also ends lines at CR, like its stream. After a change from stream to text the lines must stay the same.
    private boolean text(boolean isFinished) {
        if (!isForeign) {
            for (boolean endsAtCr : new boolean[] { isFollowed, !isFollowed }) {
                try {
                    return text(isFinished, endsAtCr, true);
                } catch (ForeignLogException e) {
                    LOG.debug("The text of run {}, {} CR: {}", run, endsAtCr ? "divided at" : "not divided at", e.getMessage());
                }
            }
            tellForeign();
        }
        // More lines mean that less text is skipped: doubtful text comes twice and is not lost.
        return text(isFinished, true, false);
    }

    private void tellForeign() {
        isForeign = true;
        listener.problem(run, new DataMakerException(
                "The text of the log of run " + run + " of scenario " + scenario + " does not start with the "
                        + positions.position(run).lines()
                        + " lines that were delivered. Reading resumes after as many lines. Some lines may come twice or be missing"));
    }

    private boolean text(boolean isFinished, boolean endsAtCr, boolean isChecked) {
        ApiRequest request = RunRequests.log(scenario, run).withAccept("text/plain").withLoad(Load.POLL);
        try (ApiResponse response = calls.send(request)) {
            LineReader lines = endsAtCr
                    ? LineReader.ofEvents(response.utf8(), maxLineSize) : LineReader.ofText(response.utf8(), maxLineSize);
            PlainLog log = new PlainLog(lines, positions.position(run), isFinished, isChecked);
            for (Optional<LogLine> line = log.next(); line.isPresent(); line = log.next()) {
                if (!deliver(line.get(), log.position())) {
                    return false;
                }
            }
            return true;
        } catch (DataMakerApiException e) {
            if (hasNoLog(e)) {
                return true;
            }
            throw e;
        }
    }

    /** Delivers the lines of the followed log until its stream ends. Throws if the stream breaks. */
    void follow(Backoff backoff) {
        isFollowed = true;
        LogPosition position = positions.position(run);
        ApiRequest request = RunRequests.log(scenario, run).withQuery("follow", "true").withAccept("text/event-stream")
                .withLoad(Load.POLL);
        if (!position.eventId().isEmpty()) {
            request = request.withLastEventId(position.eventId());
        }
        ApiResponse response = calls.send(request);
        LinesAhead lines = new LinesAhead(spare, this::deliver, response::cancel);
        try (ServerSentEvents events = ServerSentEvents.of(response, maxLineSize, position.eventId(), lines::flush)) {
            listener.answered();
            listener.connected(run, wasConnected);
            wasConnected = true;
            try {
                lines.deliverAll(new LogStream(events, position), backoff::progress);
            } finally {
                listener.disconnected(run);
                events.retry().ifPresent(backoff::retryAfter);
            }
        }
    }

    private boolean deliver(LogLine line, LogPosition behind) {
        calls.requireNotCancelled();
        if (!listener.line(run, line)) {
            return false;
        }
        positions.advance(run, behind);
        return true;
    }

    private boolean end(Run state) {
        calls.requireNotCancelled();
        if (!listener.finished(run, state)) {
            return false;
        }
        positions.done(state, run);
        return true;
    }

    /** Whether an error says that there is no log: it has expired, or there never was one. */
    static boolean hasNoLog(DataMakerApiException error) {
        return error.isNotFound() || error.isGone();
    }
}
