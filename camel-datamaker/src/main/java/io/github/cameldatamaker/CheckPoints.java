package io.github.cameldatamaker;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.CheckPoint;
import io.github.cameldatamaker.generate.Generation;
import io.github.cameldatamaker.run.StoredState;
import org.apache.camel.util.ObjectHelper;

/**
 * Where the generation of a {@code resumeKey} stands, in memory and in its repository. The key is taken while this is open.
 */
final class CheckPoints implements AutoCloseable {

    private final StoredState state;
    private CheckPoint last;

    private CheckPoints(StoredState state, CheckPoint last) {
        this.state = state;
        this.last = last;
    }

    /**
     * Takes the endpoint's key.
     *
     * @throws DataMakerException when the key is in use, or names another generation than the endpoint
     */
    static CheckPoints open(DataMakerEndpoint endpoint) {
        String key = endpoint.getConsumerConfiguration().getResumeKey();
        StoredState state = StoredState.open(endpoint.startedResumeRepository(), StoredState.key("datamaker", "resume", key));
        try {
            Optional<CheckPoint> stored = state.read().map(CheckPoint::read);
            stored.flatMap(known -> difference(known, endpoint)).ifPresent(difference -> {
                throw new DataMakerException(
                        "resumeKey=" + key + " names another generation: " + difference + ". Use another resumeKey, or remove the state '"
                                             + state.key() + "' from its repository to begin anew");
            });
            return new CheckPoints(state, stored.orElseGet(() -> CheckPoint.begin(generation(endpoint))));
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static Generation generation(DataMakerEndpoint endpoint) {
        DataMakerConfiguration options = endpoint.getConfiguration();
        String seed = ObjectHelper.isEmpty(options.getSeed()) ? UUID.randomUUID().toString() : options.getSeed();
        return new Generation(
                options.getTemplate(), seed, options.getCount(), options.getFormat(), options.getBatchSize(),
                fingerprint(endpoint.getOverrides()));
    }

    private static Optional<String> difference(CheckPoint known, DataMakerEndpoint endpoint) {
        Generation was = known.generation();
        Generation is = generation(endpoint);
        boolean seedIsGiven = ObjectHelper.isNotEmpty(endpoint.getConfiguration().getSeed());
        Integer version = endpoint.getConfiguration().getTemplateVersion();
        return difference("template", was.template(), is.template())
                .or(() -> version == null ? Optional.empty() : difference("templateVersion", known.version().orElse(version), version))
                .or(() -> difference("count", was.count(), is.count()))
                .or(() -> difference("format", was.format(), is.format()))
                .or(() -> seedIsGiven ? difference("seed", was.seed(), is.seed()) : Optional.empty())
                .or(() -> difference("batchSize", was.batchSize(), is.batchSize()))
                .or(() -> was.overrides().equals(is.overrides())
                        ? Optional.empty() : Optional.of("it was begun with other values of override.NAME"));
    }

    private static Optional<String> difference(String option, Object was, Object is) {
        return Objects.equals(was, is)
                ? Optional.empty() : Optional.of("it was begun with " + option + "=" + was + ", and the URI has " + option + "=" + is);
    }

    // Not the values: the line in the repository is bounded, and they may be nobody's affair.
    private static String fingerprint(Map<String, Object> overrides) {
        return overrides.isEmpty()
                ? "" : UUID.nameUUIDFromBytes(new TreeMap<>(overrides).toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The last one. Rows may be done that the repository does not know of yet, when it has failed. */
    CheckPoint last() {
        return last;
    }

    /** Goes on to this one, and writes it. */
    void reach(CheckPoint next) {
        last = next;
        write();
    }

    /** Writes where it stands. */
    void write() {
        state.write(last.state());
    }

    @Override
    public void close() {
        state.close();
    }
}
