package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerAuthenticationException;
import io.github.cameldatamaker.client.DataMakerDeterminismException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.resilience4j.core.IntervalFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a seeded generation over broken connections: when its response breaks off, the same is asked for again, what was
 * handed out already is skipped, and proved by a digest to be the same; only then it goes on.
 */
final class HealedStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(GeneratedData.class);
    private static final IntervalFunction WAITS = IntervalFunction.ofExponentialBackoff(Duration.ofMillis(500), 2, Duration.ofSeconds(30));
    private static final String VERSION = "X-Template-Version";

    private final Resume resume;
    private final EndOfDocument end;
    private final String what;
    private final @Nullable String version;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Digest digest = new Digest();
    private int resumes;
    private InputStream in;
    private volatile ApiResponse response;
    private volatile @Nullable PendingResponse asked;

    /**
     * How a generation is asked for again.
     *
     * @param again sends the same request, seed included, once more
     * @param max   how often
     */
    record Resume(Supplier<PendingResponse> again, int max) {
    }

    HealedStream(ApiResponse response, Resume resume, GenerateFormat format) {
        this.response = response;
        this.resume = resume;
        this.end = new EndOfDocument(format);
        this.in = response.body();
        this.what = response.toString();
        this.version = response.header(VERSION).orElse(null);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        while (true) {
            int read;
            try {
                read = in.read(buffer, offset, count);
            } catch (DataMakerTruncatedException | DataMakerTimeoutException e) {
                heal(e);
                continue;
            }
            if (read > 0) {
                digest.add(buffer, offset, read);
                end.note(buffer, offset, read);
            } else if (read < 0 && !end.isWhole() && resumes < resume.max()) {
                heal(new DataMakerTruncatedException(what + " ended after " + end.length() + " bytes, and its document is not closed"));
                continue;
            }
            return read;
        }
    }

    /** Goes on with another response, or throws what was broken. */
    private void heal(DataMakerException broken) throws IOException {
        DataMakerException reason = broken;
        while (resumes < resume.max() && !isClosed()) {
            resumes++;
            LOG.info("{}; it is asked for again, and its first {} bytes are skipped (resume {} of {})", reason.getMessage(),
                    digest.length(), resumes, resume.max());
            try {
                goOnWith(ask());
                return;
            } catch (DataMakerTruncatedException | DataMakerTimeoutException e) {
                reason = e;
            } catch (DataMakerDeterminismException e) {
                throw e;
            } catch (DataMakerException e) {
                reason = e;
                if (isFinal(e)) {
                    break;
                }
                pause();
            }
        }
        if (reason != broken) {
            broken.addSuppressed(reason);
        }
        throw broken;
    }

    private static boolean isFinal(DataMakerException e) {
        return e instanceof DataMakerAuthenticationException || e instanceof DataMakerRateLimitException
                || e instanceof DataMakerApiException api && api.getStatusCode() < 500;
    }

    private ApiResponse ask() {
        response.close();
        PendingResponse sent = resume.again().get();
        asked = sent;
        try {
            if (isClosed()) {
                sent.cancel(true);
            }
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sent.cancel(true);
            throw new DataMakerTruncatedException(what + " was interrupted while it was asked for again");
        } catch (CancellationException e) {
            throw new DataMakerTruncatedException(what + " was closed while it was asked for again");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DataMakerException ours ? ours : new DataMakerException(what + " failed: " + e.getCause(), e.getCause());
        } finally {
            asked = null;
        }
    }

    private void goOnWith(ApiResponse next) throws IOException {
        response = next;
        if (isClosed()) {
            next.cancel();
        }
        try {
            requireSameVersion(next);
            skip(next.body());
        } catch (RuntimeException | IOException e) {
            next.close();
            throw e;
        }
        in = next.body();
    }

    private void requireSameVersion(ApiResponse next) {
        String other = next.header(VERSION).orElse(null);
        if (version != null && other != null && !version.equals(other)) {
            throw new DataMakerDeterminismException(
                    what + " broke off after " + digest.length() + " bytes of template version " + version + ", and the template has version "
                                                     + other + " now: set templateVersion to go on with the one it began with");
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
        }
        if (!again.equals(digest)) {
            throw different("its first " + digest.length() + " bytes are others");
        }
        digest = again;
    }

    private DataMakerDeterminismException different(String how) {
        return new DataMakerDeterminismException(
                what + " broke off after " + digest.length() + " bytes, and was asked for again with the same seed, but " + how
                                                 + ": the rows are not the same, so it cannot go on (option resume)");
    }

    private void pause() {
        try {
            closed.await(WAITS.apply(resumes), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** Ends whatever is under way, and releases the connection. */
    @Override
    public void close() {
        stopAsking();
        response.close();
    }

    /** Ends it while another thread reads: that thread's reading fails at once. Whoever reads still closes it. */
    void cancel() {
        stopAsking();
        response.cancel();
    }

    private void stopAsking() {
        closed.countDown();
        PendingResponse pending = asked;
        if (pending != null) {
            pending.cancel(true);
        }
    }
}
