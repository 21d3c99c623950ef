package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.fault.Fault;
import io.github.cameldatamaker.sandbox.fault.RowFault;
import io.github.cameldatamaker.sandbox.generate.Generation;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import io.github.cameldatamaker.sandbox.generate.format.RowWriter;
import io.github.cameldatamaker.sandbox.generate.row.Seed;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.MetFault;
import io.github.cameldatamaker.sandbox.http.RecordedAnswer;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateRef;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import io.github.cameldatamaker.sandbox.workspace.Budget;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The endpoints generate and preview. */
final class GenerateRoutes implements Routes {

    private static final int PREVIEW_ROWS = 3;
    private static final int ROWS_BETWEEN_CHECKS = 64;
    private static final long FLUSH_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TemplateStore templates;
    private final Clock clock;
    private final Budget budget;
    private final LongAdder rowsGenerated;
    private final SecureRandom unseeded = new SecureRandom();

    GenerateRoutes(TemplateStore templates, Clock clock, Budget budget, LongAdder rowsGenerated) {
        this.templates = templates;
        this.clock = clock;
        this.budget = budget;
        this.rowsGenerated = rowsGenerated;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/templates/{id}/generate", this::generate);
        routes.post("/templates/{id}/preview", this::preview);
    }

    private void generate(Context ctx) {
        Template template = templates.get(TemplateRef.parse(ctx.pathParam("id")));
        GenerateBody body = GenerateBody.generate(RequestBody.object(ctx), ctx.header("Accept"));
        Rows rows = rows(ctx, template, body);
        budget.takeRows(body.count());
        send(ctx, template, body, rows);
    }

    private void preview(Context ctx) {
        Template template = templates.get(TemplateRef.parse(ctx.pathParam("id")));
        GenerateBody body = GenerateBody.preview(RequestBody.object(ctx), ctx.header("Accept"), PREVIEW_ROWS);
        send(ctx, template, body, rows(ctx, template, body));
    }

    /** The rows to send. The first one is made before the answer begins, while a wrong template can still be a 400. */
    private record Rows(Generation generation, Object[] first, long count) {
    }

    private Rows rows(Context ctx, Template template, GenerateBody body) {
        Fault fault = MetFault.of(ctx).map(MetFault::fault).orElse(null);
        boolean seeded = body.seed().isPresent() && !(fault instanceof RowFault.DifferentRows);
        long seed = seeded ? Seed.of(body.seed().orElseThrow()) : unseeded.nextLong();
        // Seeded rows must reproduce tomorrow, so "now" is the time when the template's version was saved.
        Instant now = seeded ? template.updatedAt() : clock.instant();
        Generation generation = Generation.of(template.id(), template.fields(), body.overrides(), seed, now, this::fieldsOf);
        Object[] first = generation.row(1);
        long count = fault instanceof RowFault.RowCountOff off ? Math.max(0, body.count() + off.by()) : body.count();
        return new Rows(generation, first, count);
    }

    private List<TemplateField> fieldsOf(String id) {
        try {
            return templates.get(new TemplateRef(id, OptionalInt.empty())).fields();
        } catch (ApiException e) {
            throw ApiException
                    .validation("a field of the template nests or refers to template '" + id + "', but " + e.getMessage());
        }
    }

    private void send(Context ctx, Template template, GenerateBody body, Rows rows) {
        ctx.header(TemplateRoutes.VERSION_HEADER, Integer.toString(template.version()));
        RecordedAnswer answer = RecordedAnswer.of(ctx);
        Answers.stream(ctx, body.format().contentType(), out -> write(out, template, body, rows, answer));
    }

    private void write(OutputStream out, Template template, GenerateBody body, Rows rows, RecordedAnswer answer)
            throws IOException {
        RowWriter writer = body.format().writer(out, template.name(), rows.generation().names());
        long flushed = System.nanoTime();
        long told = 0;
        for (long number = 1; number <= rows.count(); number++) {
            writer.write(number == 1 ? rows.first() : rows.generation().row(number));
            rowsGenerated.increment();
            boolean check = number == 1 || number % ROWS_BETWEEN_CHECKS == 0;
            if (check) {
                answer.addRows(number - told);
                told = number;
            }
            if (check && (number == 1 || System.nanoTime() - flushed > FLUSH_AFTER_NANOS)) {
                writer.flush();
                flushed = System.nanoTime();
            }
        }
        answer.addRows(rows.count() - told);
        writer.finish();
        out.flush();
    }
}
