package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.Fault;
import io.github.cameldatamaker.sandbox.fault.RowFault;
import io.github.cameldatamaker.sandbox.generate.Generation;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import io.github.cameldatamaker.sandbox.generate.format.RowFormat;
import io.github.cameldatamaker.sandbox.generate.format.RowWriter;
import io.github.cameldatamaker.sandbox.generate.row.Seed;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateRef;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes the rows of templates, as generate and preview ask for them. */
public final class TemplateRows {

    private final TemplateStore templates;
    private final Clock clock;
    private final SecureRandom unseeded = new SecureRandom();

    public TemplateRows(TemplateStore templates, Clock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    /** The rows that were asked for. The first one is made beforehand, while a wrong template can still be a 400. */
    public static final class Rows {

        private final Generation generation;
        private final Object[] first;
        private final long count;
        private final RowFormat format;
        private final String title;

        private Rows(Generation generation, long count, RowFormat format, String title) {
            this.generation = generation;
            this.first = generation.row(1);
            this.count = count;
            this.format = format;
            this.title = title;
        }

        public long count() {
            return count;
        }

        /** The names of the fields, in the template's order. */
        public List<String> names() {
            return generation.names();
        }

        /** The values of the row with that number, counted from 1. */
        public Object[] row(long number) {
            return number == 1 ? first : generation.row(number);
        }

        public String contentType() {
            return format.contentType();
        }

        RowWriter writer(OutputStream out) throws IOException {
            return format.writer(out, title, generation.names());
        }

        /** Writes all rows in the format that was asked for. */
        public void writeTo(OutputStream out) throws IOException {
            RowWriter writer = writer(out);
            for (long number = 1; number <= count; number++) {
                writer.write(row(number));
            }
            writer.finish();
            out.flush();
        }
    }

    /**
     * The rows that a body of generate asks for.
     *
     * @throws ApiException validation_error
     */
    public Rows of(Template template, Map<?, ?> body) {
        return of(template, GenerateBody.generate(body, null), null);
    }

    /** @param fault what the request met, or null */
    Rows of(Template template, GenerateBody body, Fault fault) {
        boolean seeded = body.seed().isPresent() && !(fault instanceof RowFault.DifferentRows);
        long seed = seeded ? Seed.of(body.seed().orElseThrow()) : unseeded.nextLong();
        // Seeded rows must reproduce tomorrow, so "now" is the time when the template's version was saved.
        Instant now = seeded ? template.updatedAt() : clock.instant();
        Generation generation = Generation.of(template.id(), template.fields(), body.overrides(), seed, now, this::fieldsOf);
        long count = fault instanceof RowFault.RowCountOff off ? Math.max(0, body.count() + off.by()) : body.count();
        return new Rows(generation, count, body.format(), template.name());
    }

    private List<TemplateField> fieldsOf(String id) {
        try {
            return templates.get(new TemplateRef(id, OptionalInt.empty())).fields();
        } catch (ApiException e) {
            throw ApiException
                    .validation("a field of the template nests or refers to template '" + id + "', but " + e.getMessage());
        }
    }
}
