package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.fault.Fault;
import io.github.cameldatamaker.sandbox.generate.format.RowWriter;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The endpoints generate and preview. */
final class GenerateRoutes implements Routes {

    private static final int PREVIEW_ROWS = 3;
    private static final int ROWS_BETWEEN_CHECKS = 64;
    private static final long FLUSH_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TemplateStore templates;
    private final TemplateRows rows;
    private final Budget budget;
    private final LongAdder rowsGenerated;

    GenerateRoutes(TemplateStore templates, TemplateRows rows, Budget budget, LongAdder rowsGenerated) {
        this.templates = templates;
        this.rows = rows;
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
        TemplateRows.Rows asked = rows.of(template, body, fault(ctx));
        budget.takeRows(body.count());
        send(ctx, template, asked);
    }

    private void preview(Context ctx) {
        Template template = templates.get(TemplateRef.parse(ctx.pathParam("id")));
        GenerateBody body = GenerateBody.preview(RequestBody.object(ctx), ctx.header("Accept"), PREVIEW_ROWS);
        send(ctx, template, rows.of(template, body, fault(ctx)));
    }

    private static Fault fault(Context ctx) {
        return MetFault.of(ctx).map(MetFault::fault).orElse(null);
    }

    private void send(Context ctx, Template template, TemplateRows.Rows asked) {
        ctx.header(TemplateRoutes.VERSION_HEADER, Integer.toString(template.version()));
        RecordedAnswer answer = RecordedAnswer.of(ctx);
        Answers.stream(ctx, asked.contentType(), out -> write(out, asked, answer));
    }

    private void write(OutputStream out, TemplateRows.Rows asked, RecordedAnswer answer) throws IOException {
        RowWriter writer = asked.writer(out);
        long flushed = System.nanoTime();
        long told = 0;
        for (long number = 1; number <= asked.count(); number++) {
            writer.write(asked.row(number));
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
        answer.addRows(asked.count() - told);
        writer.finish();
        out.flush();
    }
}
