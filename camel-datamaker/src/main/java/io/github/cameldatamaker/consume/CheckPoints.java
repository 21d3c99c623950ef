package io.github.cameldatamaker.consume;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.CheckPoint;
import io.github.cameldatamaker.generate.Generation;
import io.github.cameldatamaker.json.JsonText;
import io.github.cameldatamaker.session.Session;
import io.github.cameldatamaker.state.RepositoryUse;
import io.github.cameldatamaker.state.StoredState;
import org.apache.camel.util.ObjectHelper;

/**
 * The check-point of a {@code resumeKey}, in memory and in its repository. The key is in use while this is open.
 */
public final class CheckPoints implements AutoCloseable {

    private final StoredState state;
    /** The key and the option of its repository, as text for people. */
    private final String key;
    private final String repository;
    private CheckPoint last;

    private CheckPoints(Session session, StoredState state, CheckPoint last) {
        this.key = resumeKey(session);
        this.repository = option(session);
        this.state = state;
        this.last = last;
    }

    /**
     * Opens the endpoint's key.
     *
     * @throws DataMakerException if the key is in use, or names another generation than the endpoint
     */
    public static CheckPoints open(Session session) {
        StoredState state = take(session);
        try {
            Optional<CheckPoint> stored = read(session, state);
            stored.flatMap(known -> difference(known, session)).ifPresent(difference -> {
                throw new DataMakerException(
                        resumeKey(session) + " names another generation: " + difference
                                + ". Use another resumeKey, or remove the state '"
                                + state.key() + "' from its repository to begin anew");
            });
            return new CheckPoints(session, state, stored.orElseGet(() -> CheckPoint.begin(generation(session))));
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static StoredState take(Session session) {
        RepositoryUse use = session.useResumeRepository();
        try {
            String key = session.stateScope().key("resume", session.options().consumer().getResumeKey());
            return StoredState.open(use.repository(), key, use::close);
        } catch (DataMakerException e) {
            throw new DataMakerException(
                    resumeKey(session) + " is in use in this JVM, by another route with the same " + option(session)
                            + ", or by an exchange "
                            + "that still runs after a stop of its route: " + e.getMessage(),
                    e);
        }
    }

    private static Optional<CheckPoint> read(Session session, StoredState state) {
        try {
            return state.read().map(CheckPoint::read);
        } catch (RuntimeException e) {
            throw new DataMakerException(
                    resumeKey(session) + ": its check-point cannot be read from the " + option(session)
                            + ", so nothing was asked for: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String resumeKey(Session session) {
        return "resumeKey=" + session.options().consumer().getResumeKey();
    }

    private static String option(Session session) {
        return session.options().configuration().getResumeRepository() == null ? "stateRepository" : "resumeRepository";
    }

    private static Generation generation(Session session) {
        DataMakerConfiguration options = session.options().configuration();
        String seed = ObjectHelper.isEmpty(options.getSeed()) ? UUID.randomUUID().toString() : options.getSeed();
        return new Generation(
                options.getTemplate(), seed, options.getCount(), options.getFormat(), options.getBatchSize(),
                fingerprint(session.options().overrides()));
    }

    private static Optional<String> difference(CheckPoint known, Session session) {
        Generation was = known.generation();
        Generation is = generation(session);
        boolean seedIsGiven = ObjectHelper.isNotEmpty(session.options().configuration().getSeed());
        Integer version = session.options().configuration().getTemplateVersion();
        return difference("template", was.template(), is.template())
                .or(() -> version == null ? Optional.empty()
                        : difference("templateVersion", known.version().orElse(version), version))
                .or(() -> difference("count", was.count(), is.count()))
                .or(() -> difference("format", was.format(), is.format()))
                .or(() -> seedIsGiven ? difference("seed", was.seed(), is.seed()) : Optional.empty())
                .or(() -> difference("batchSize", was.batchSize(), is.batchSize()))
                .or(() -> was.overrides().equals(is.overrides())
                        ? Optional.empty() : Optional.of("it began with other values of override.NAME"));
    }

    private static Optional<String> difference(String option, Object was, Object is) {
        return Objects.equals(was, is)
                ? Optional.empty()
                : Optional.of("it began with " + option + "=" + was + ", but the URI has " + option + "=" + is);
    }

    // A digest, because the line in the repository is bounded and the values may be confidential.
    private static String fingerprint(Map<String, Object> overrides) {
        return overrides.isEmpty() ? "" : UUID.nameUUIDFromBytes(JsonText.DEFAULT.bytes(new TreeMap<>(overrides))).toString();
    }

    /** The last check-point. If the repository has failed, it may not know it yet. */
    public CheckPoint last() {
        return last;
    }

    /** Moves to this check-point and writes it. */
    public void reach(CheckPoint next) {
        last = next;
        write("Its rows count as done while the route runs, and come again after a stop unless a later one is written");
    }

    /** Moves to the same rows of another, or an unknown, version of the template. */
    public void reachVersion(CheckPoint next) {
        if (!next.version().equals(last.version())) {
            last = next;
            write("No row was done since the last one");
        }
    }

    /** Writes the check-point before a request. */
    public void writeBeforeRequest() {
        write("Nothing was asked for");
    }

    private void write(String consequence) {
        try {
            state.write(last.state());
        } catch (RuntimeException e) {
            throw new UnwrittenCheckPointException(
                    key + ": its check-point at row " + last.rows() + " of " + last.generation().count()
                            + " cannot be written to the " + repository
                            + ": " + e.getMessage() + ". " + consequence,
                    e);
        }
    }

    @Override
    public void close() {
        state.close();
    }
}
