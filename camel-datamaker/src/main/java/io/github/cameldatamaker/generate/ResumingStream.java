package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerDeterminismException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.client.PendingResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a seeded generation over broken connections. When its response breaks off, it asks for the same again, skips what
 * was handed out, and proves by a digest that it is the same. Only then it resumes.
 */
final class ResumingStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ResumingStream.class);
    private static final String VERSION = "X-Template-Version";
    /** A reader may not have looked at all bytes of a response this short. */
    private static final int SHORT = 256;

    private final Resume resume;
    private final Optional<ProgressMeter> meter;
    private final ReaderPace pace;
    private final EndOfDocument shortEnd;
    private BooleanSupplier isWhole = () -> true;
    private final String what;
    private final @Nullable String version;
    private Digest digest = new Digest();
    private int resumes;
    private InputStream in;
    private volatile ApiResponse response;
    private volatile boolean closed;
    /** Ends what the reader waits for between two responses. */
    private volatile @Nullable Runnable wait;

    ResumingStream(ApiResponse response, Resume resume, GeneratedDataOptions options) {
        this.response = response;
        this.resume = resume;
        this.meter = options.meter();
        this.pace = new ReaderPace(resume.clock());
        this.shortEnd = new EndOfDocument(options.format(), response.contentType());
        this.in = response.body();
        this.what = response.toString();
        this.version = response.header(VERSION).orElse(null);
    }

    /** @param whole whether nothing is missing after the bytes that were read; called when a response ends */
    void endsWhen(BooleanSupplier whole) {
        isWhole = whole;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        pace.readBegins();
        while (true) {
            int read;
            try {
                read = in.read(buffer, offset, count);
            } catch (DataMakerTruncatedException | DataMakerTimeoutException e) {
                resumeAfter(e);
                continue;
            }
            if (read > 0) {
                digest.add(buffer, offset, read);
                if (digest.length() <= SHORT) {
                    shortEnd.note(buffer, offset, read);
                }
            } else if (read < 0 && resume.max() > 0 && !isWhole()) {
                resumeAfter(new DataMakerTruncatedException(
                        what + " ended after " + digest.length() + " bytes, but its document is not closed"));
                continue;
            }
            pace.readEnds();
            return read;
        }
    }

    private boolean isWhole() {
        return digest.length() <= SHORT ? shortEnd.isWhole() : isWhole.getAsBoolean();
    }

    /** Resumes with another response, or throws the break. */
    private void resumeAfter(DataMakerException broken) throws IOException {
        DataMakerException reason = broken;
        while (resumes < resume.max() && !isEnding()) {
            LOG.info("{}. It resumes, and its first {} bytes are skipped (resume {} of {}){}", reason.getMessage(),
                    digest.length(), resumes + 1, resume.max(), slowReader());
            ApiResponse next = askUntilItBegins(broken, reason);
            resumes++;
            try {
                continueWith(next);
                return;
            } catch (DataMakerTruncatedException | DataMakerTimeoutException e) {
                reason = e;
            }
        }
        throw givenUp(broken, reason);
    }

    /** A request without a response does not count as a resume: the service may be away for a while. */
    private ApiResponse askUntilItBegins(DataMakerException broken, DataMakerException reason) {
        Outage outage = new Outage(resume.resilience(), System::nanoTime);
        try {
            while (true) {
                try {
                    return ask();
                } catch (DataMakerException e) {
                    reason = e;
                    Optional<Duration> pause = outage.pauseAfter(e);
                    if (pause.isEmpty()) {
                        throw givenUp(broken, reason);
                    }
                    LOG.info("{}. It is asked for again in {} ms", e.getMessage(), pause.get().toMillis());
                    pause(pause.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(broken, reason);
        } catch (CancellationException e) {
            // The reader must stop, so there is no further request.
            throw givenUp(broken, reason);
        }
    }

    private DataMakerException givenUp(DataMakerException broken, DataMakerException reason) {
        DataMakerException told = resumes > 0 && resumes >= resume.max() ? usedUp(broken) : broken;
        if (reason != broken) {
            told.addSuppressed(reason);
        }
        return told;
    }

    private DataMakerException usedUp(DataMakerException broken) {
        String message = broken.getMessage() + ". It was resumed " + (resumes == 1 ? "once" : resumes + " times")
                + ", and maxResumes="
                + resume.max() + " allows no more. Raise it, or generate less at a time" + slowReader();
        return broken instanceof DataMakerTimeoutException timeout
                ? new DataMakerTimeoutException(message, timeout.getLimitName(), timeout.getLimit(), broken)
                : new DataMakerTruncatedException(message, broken);
    }

    /** For a message: names the pause of a slow reader, which each resume would meet again. */
    private String slowReader() {
        return pace.tooSlow()
                .map(pause -> ". The route paused for " + pause.toSeconds()
                        + " s between two reads, so the service may have cut the "
                        + "connection. Read faster: outputType=List, or smaller parts by datamaker:plan")
                .orElse("");
    }

    private ApiResponse ask() throws InterruptedException {
        response.close();
        if (isEnding()) {
            throw new CancellationException();
        }
        PendingResponse sent = resume.again().get();
        awaiting(sent::cancel);
        try {
            return sent.await();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DataMakerException ours ? ours
                    : new DataMakerException(what + " failed: " + e.getCause(), e.getCause());
        } finally {
            wait = null;
        }
    }

    /** An interrupted reader would pay for a request that it does not wait for. */
    private boolean isEnding() {
        return closed || Thread.currentThread().isInterrupted();
    }

    private void pause(Duration time) throws InterruptedException {
        CompletableFuture<Void> pause = resume.pause().get();
        awaiting(() -> pause.cancel(true));
        try {
            pause.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The pause is over. Only a cancel would complete it.
        } finally {
            wait = null;
            pause.complete(null);
        }
    }

    private void awaiting(Runnable end) {
        wait = end;
        if (closed) {
            end.run();
        }
    }

    private void continueWith(ApiResponse next) throws IOException {
        response = next;
        if (closed) {
            next.cancel();
        }
        try {
            requireSameVersion(next);
            skip(next.body());
        } catch (RuntimeException | IOException e) {
            next.close();
            throw e;
        } finally {
            meter.ifPresent(ProgressMeter::resumed);
        }
        in = next.body();
    }

    private void requireSameVersion(ApiResponse next) {
        String other = next.header(VERSION).orElse(null);
        if (version != null && other != null && !version.equals(other)) {
            throw new DataMakerDeterminismException(
                    what + " broke off after " + digest.length() + " bytes of template version " + version
                            + ", but the template now has version "
                            + other + ". Set templateVersion to resume with version " + version);
        }
    }

    private void skip(InputStream next) throws IOException {
        Digest again = new Digest();
        byte[] buffer = new byte[8192];
        while (again.length() < digest.length()) {
            int read = next.read(buffer, 0, (int) Math.min(buffer.length, digest.length() - again.length()));
            if (read < 0) {
                throw different("it ended after " + again.length() + " bytes");
            }
            again.add(buffer, 0, read);
            long done = again.length();
            meter.ifPresent(telling -> telling.readAgain(done, digest.length()));
        }
        if (!again.equals(digest)) {
            throw different("its first " + digest.length() + " bytes are others");
        }
        digest = again;
    }

    private DataMakerDeterminismException different(String how) {
        return new DataMakerDeterminismException(
                what + " broke off after " + digest.length() + " bytes. It was asked for again with the same seed, but " + how
                        + ": the rows are not the same. Cannot resume (option resume)");
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** Ends the current step and releases the connection. */
    @Override
    public void close() {
        stopAsking();
        response.close();
    }

    /** Ends it while another thread reads. That read fails at once. The reader must still close it. */
    void cancel() {
        stopAsking();
        response.cancel();
    }

    private void stopAsking() {
        closed = true;
        Runnable end = wait;
        if (end != null) {
            end.run();
        }
    }
}
