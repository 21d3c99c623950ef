package io.github.cameldatamaker.sandbox;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * A response's body as it arrives, to the last byte before a cut. The stream that Java's client offers is no use for that: when
 * the connection breaks, it drops the bytes that were not read yet.
 */
public final class ArrivingBody implements BodySubscriber<ArrivingBody> {

    private final ResponseInfo head;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Subscription subscription;

    ArrivingBody(ResponseInfo head) {
        this.head = head;
    }

    /** The status and the headers. */
    public ResponseInfo head() {
        return head;
    }

    /** Completes with the body, exceptionally if the connection breaks before it is whole. */
    public CompletableFuture<Void> end() {
        return end;
    }

    public byte[] bytes() {
        return arrived.toByteArray();
    }

    public String text() {
        return arrived.toString(StandardCharsets.UTF_8);
    }

    /** Closes the connection. */
    public void cancel() {
        subscription.cancel();
    }

    @Override
    public CompletionStage<ArrivingBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            arrived.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
