package io.github.cameldatamaker.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests for one thread that waits, reads and pauses. Another thread may cancel: then a wait ends at once with a
 * {@link CancellationException}, and a read with the exception of a broken response.
 */
public final class BlockingCalls {

    private final DataMakerClient client;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile @Nullable PendingResponse awaited;
    private volatile @Nullable ApiResponse beingRead;

    public BlockingCalls(DataMakerClient client) {
        this.client = client;
    }

    /**
     * Sends a request and waits for its response, which the caller must close.
     *
     * @throws CancellationException when these calls are cancelled
     * @throws DataMakerException    as {@link DataMakerClient#send} completes
     */
    public ApiResponse send(ApiRequest request) {
        requireNotCancelled();
        PendingResponse sent = client.send(request);
        awaited = sent;
        try {
            if (isCancelled()) {
                sent.cancel();
            }
            ApiResponse response = sent.await();
            beingRead = response;
            if (isCancelled()) {
                response.cancel();
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException ours) {
                throw ours;
            }
            throw new DataMakerException(request.method() + " " + request.path() + " failed: " + e.getCause(), e.getCause());
        } finally {
            awaited = null;
        }
    }

    /**
     * Waits.
     *
     * @throws CancellationException at once, when these calls are cancelled
     */
    public void pause(long millis) {
        try {
            if (cancelled.await(millis, TimeUnit.MILLISECONDS)) {
                requireNotCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** @throws CancellationException when these calls are cancelled */
    public void requireNotCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }

    /** Whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Ends everything, for good. */
    public void cancel() {
        cancelled.countDown();
        PendingResponse waiting = awaited;
        if (waiting != null) {
            waiting.cancel();
        }
        ApiResponse reading = beingRead;
        if (reading != null) {
            reading.cancel();
        }
    }
}
