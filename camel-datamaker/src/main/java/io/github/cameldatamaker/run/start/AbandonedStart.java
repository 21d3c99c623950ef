package io.github.cameldatamaker.run.start;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.RunCancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start that nobody waits for any more, but that may have started a run. Finds the run, and cancels it if the options say so.
 */
final class AbandonedStart {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedStart.class);

    private final DataMakerClient client;
    private final StartRequest start;
    private final AwaitOptions options;
    private final Load load;

    /** @param load whether there is time to wait for the budget */
    AbandonedStart(DataMakerClient client, StartRequest start, AwaitOptions options, Load load) {
        this.client = client;
        this.start = start;
        this.options = options;
        this.load = load;
    }

    /**
     * Searches the run with the key, as {@link StartCalls#search} does.
     *
     * @return its id; empty if it is not found
     */
    CompletableFuture<Optional<String>> find(Instant begun, Collection<String> unsuccessful) {
        RunSearch search = new RunSearch(request -> client.send(request.withLoad(load)).future(), start, begun, unsuccessful,
                options);
        return search.find(options.clock().instant().plus(RunPost.APPEARS));
    }

    /** Leaves or cancels the run. Completes when nothing more is to be sent. */
    CompletableFuture<Void> leave(Optional<String> run) {
        if (run.isEmpty()) {
            LOG.warn("A run of scenario {} may continue. {}", start.scenario(), UnknownStart.adviceFor(start.key()));
            return CompletableFuture.completedFuture(null);
        }
        return options.cancelOnTimeout()
                ? RunCancellation.send(client, start.scenario(), run.get(), load) : CompletableFuture.completedFuture(null);
    }
}
