package io.github.cameldatamaker.operation;

import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.DataMakerOperation.Content;
import io.github.cameldatamaker.DataMakerOperation.Trait;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.generate.GenerateChunk;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.run.start.RunKey;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with its options, its complete request, and the seed or run key that was invented for it.
 */
public final class OperationCall {

    private final Exchange exchange;
    private final Session session;
    private final ExchangeOptions options;
    private final @Nullable String seed;
    private final @Nullable RunKey runKey;
    private final ApiRequest request;

    private OperationCall(Exchange exchange, Session session, ExchangeOptions options) {
        this.exchange = exchange;
        this.session = session;
        this.options = options;
        ApiRequest withIds = options.requestWithIds();
        this.seed = seed(options);
        this.runKey = options.operation().content() == Content.RUN ? runKey(options) : null;
        this.request = new RequestContent(exchange.getMessage(), options, seed, runKey).addTo(withIds);
    }

    /**
     * The operation of the exchange. It removes the header with the operation, so that the next endpoint does not use it.
     *
     * @throws DataMakerException if a route cannot send an exchange to it
     */
    public static DataMakerOperation operation(Exchange exchange, Session session) {
        Message message = exchange.getMessage();
        DataMakerOperation operation = ExchangeOptions.operation(message, session.options());
        message.removeHeader(DataMakerConstants.OPERATION);
        if (!operation.isProducible()) {
            throw new DataMakerException(
                    "Header " + DataMakerConstants.OPERATION + " is '" + operation + "', but a route can only begin with it");
        }
        OptionChecks.checkOutput(operation, session.options().configuration());
        message.removeHeader(DataMakerConstants.GENERATED_SEED);
        return operation;
    }

    /** The same for a consumer, whose operation is the endpoint's. */
    public static OperationCall of(Exchange exchange, Session session) {
        return of(exchange, session, operation(exchange, session));
    }

    /**
     * Reads the options of the exchange. It sets the seed as a header, so that the same rows can be asked for after a failure.
     *
     * @throws DataMakerException before anything is sent, if anything is missing or wrong
     */
    public static OperationCall of(Exchange exchange, Session session, DataMakerOperation operation) {
        Message message = exchange.getMessage();
        GenerateChunk chunk = operation.content() == Content.GENERATE ? ChunkBody.of(message.getBody()).orElse(null) : null;
        OperationCall call = new OperationCall(exchange, session,
                new ExchangeOptions(message, session.options(), operation, chunk));
        if (operation.has(Trait.SEEDED) && call.seed != null) {
            message.setHeader(DataMakerConstants.GENERATED_SEED, call.seed);
        }
        return call;
    }

    // A random one if the user gave none and the generation may resume.
    private static @Nullable String seed(ExchangeOptions options) {
        String given = options.seed();
        if (ObjectHelper.isNotEmpty(given)) {
            return given;
        }
        Content content = options.operation().content();
        boolean isNeeded = content == Content.PLAN || content == Content.GENERATE && options.maxResumes() > 0;
        return isNeeded ? UUID.randomUUID().toString() : null;
    }

    private static RunKey runKey(ExchangeOptions options) {
        String given = options.runKey();
        return ObjectHelper.isEmpty(given) ? RunKey.random() : RunKey.given(given);
    }

    public Exchange exchange() {
        return exchange;
    }

    public Session session() {
        return session;
    }

    public ExchangeOptions options() {
        return options;
    }

    public DataMakerOperation operation() {
        return options.operation();
    }

    /** The seed of the rows; null if there is none. */
    @Nullable
    String seed() {
        return seed;
    }

    /** The key of the run; null if none is started. */
    @Nullable
    RunKey runKey() {
        return runKey;
    }

    /** The complete request. */
    ApiRequest request() {
        return request;
    }

    /** Sends the request. */
    public PendingResponse send() {
        return session.send(exchange, request);
    }

    /** Sends the request on the thread of the passage. */
    public PendingResponse send(Passage passage) {
        return session.send(exchange, request, passage.caller());
    }

    /** Sends another request for the same exchange, and waits for its response. */
    ApiResponse sendAndWait(ApiRequest next) {
        return await(session.send(exchange, next));
    }

    /** Waits for a response, if Camel or an iterator leaves no other way. */
    public ApiResponse await(PendingResponse pending) {
        try {
            return pending.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataMakerException("datamaker:" + operation() + " was interrupted", e);
        } catch (CancellationException | ExecutionException e) {
            Throwable error = FailedRequest.explain(options, e instanceof ExecutionException ? e.getCause() : e);
            // Not wrapped, because routes decide by its class.
            if (error instanceof DataMakerException ours) {
                throw ours;
            }
            throw RuntimeCamelException.wrapRuntimeCamelException(error);
        }
    }
}
