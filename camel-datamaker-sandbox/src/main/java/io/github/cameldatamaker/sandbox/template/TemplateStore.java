package io.github.cameldatamaker.sandbox.template;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The templates of the project with all their versions. A deleted template is kept, but cannot be read.
 */
public final class TemplateStore {

    /** A template, and its place in the order of creation; cursors of lists refer to it. */
    public record Entry(long position, Template latest) {
    }

    /**
     * A template with all its versions, oldest first, as it is kept over restarts.
     */
    public record Kept(String id, boolean deleted, List<Template> versions) {
    }

    private static final class History {
        private final long position;
        private final List<Template> versions = new ArrayList<>();
        private boolean deleted;

        private History(long position, Template first) {
            this.position = position;
            versions.add(first);
        }

        private Template latest() {
            return versions.get(versions.size() - 1);
        }
    }

    private final Clock clock;
    private final Map<String, History> histories = new LinkedHashMap<>();
    private long lastPosition;

    public TemplateStore(Clock clock) {
        this.clock = clock;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        histories.clear();
        lastPosition = 0;
    }

    /** Creates a template with a new id. */
    public Template create(TemplateDraft draft) {
        String id = "tmpl_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return create(id, draft, now());
    }

    /**
     * Creates a template with that id.
     *
     * @throws ApiException if the id is taken, even by a deleted template
     */
    public synchronized Template create(String id, TemplateDraft draft, Instant createdAt) {
        if (histories.containsKey(id)) {
            throw ApiException.validation("there is a template '" + id + "' already");
        }
        TemplateDraft whole = draft.complete();
        Template template = new Template(id, whole.name().orElseThrow(), whole.fields().orElseThrow(), 1, createdAt, createdAt);
        histories.put(id, new History(++lastPosition, template));
        return template;
    }

    /** Saves a new version. What the draft leaves out stays as it was. */
    public synchronized Template update(String id, TemplateDraft draft) {
        History history = live(id);
        Template old = history.latest();
        Template updated = new Template(id, draft.name().orElse(old.name()), draft.fields().orElse(old.fields()),
                old.version() + 1,
                old.createdAt(), now());
        history.versions.add(updated);
        return updated;
    }

    /** Deletes a template: all its versions are 404 from now on. */
    public synchronized void delete(String id) {
        live(id).deleted = true;
    }

    /**
     * The version that the reference names, or else the latest one.
     *
     * @throws ApiException not_found
     */
    public synchronized Template get(TemplateRef ref) {
        History history = live(ref.id());
        if (ref.version().isEmpty()) {
            return history.latest();
        }
        int version = ref.version().getAsInt();
        if (version < 1 || version > history.versions.size()) {
            throw ApiException.notFound("template '" + ref.id() + "' has no version " + version + "; its latest version is "
                    + history.versions.size());
        }
        return history.versions.get(version - 1);
    }

    /** All versions, oldest first. */
    public synchronized List<Template> versions(String id) {
        return List.copyOf(live(id).versions);
    }

    /** All templates that are not deleted, oldest first. */
    public synchronized List<Entry> list() {
        return histories.values().stream()
                .filter(history -> !history.deleted)
                .map(history -> new Entry(history.position, history.latest()))
                .toList();
    }

    /** Everything, deleted templates too, in the order of creation. */
    public synchronized List<Kept> keep() {
        return histories.entrySet().stream()
                .map(each -> new Kept(each.getKey(), each.getValue().deleted, List.copyOf(each.getValue().versions))).toList();
    }

    /** Replaces everything. */
    public synchronized void restore(List<Kept> kept) {
        clear();
        for (Kept each : kept) {
            History history = new History(++lastPosition, each.versions().get(0));
            history.versions.addAll(each.versions().subList(1, each.versions().size()));
            history.deleted = each.deleted();
            histories.put(each.id(), history);
        }
    }

    private History live(String id) {
        History history = histories.get(id);
        if (history == null) {
            throw ApiException.notFound("there is no template '" + id + "'");
        }
        if (history.deleted) {
            throw ApiException.notFound("template '" + id + "' was deleted");
        }
        return history;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
