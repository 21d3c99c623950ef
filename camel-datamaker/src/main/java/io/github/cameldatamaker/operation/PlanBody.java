package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.BudgetState;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.generate.OutputType;
import io.github.cameldatamaker.json.JsonBodies;
import io.github.cameldatamaker.json.JsonIterator;
import io.github.cameldatamaker.json.JsonObject;
import io.github.cameldatamaker.json.OwnReaders;
import org.apache.camel.Message;

/**
 * Sets body and headers of a plan: its chunks and its cost.
 */
final class PlanBody {

    private PlanBody() {
    }

    /** Called after a preview has shown that the template and its overrides are right. Takes over the response. */
    static void set(OperationCall call, ApiResponse response) {
        response.close();
        ExchangeOptions options = call.options();
        Message message = call.exchange().getMessage();
        Integer version = GeneratedDataBody.version(options, response).or(() -> versionOfTemplate(call)).orElse(null);
        if (version != null) {
            message.setHeader(DataMakerConstants.GENERATED_VERSION, version);
        }
        ChunkPlan plan = options.plan(call.seed(), version);
        message.setHeader(
                DataMakerConstants.PLAN,
                cost(plan, options.rowsPerHour(), call.session().client().budget(), call.session().clock().instant()));
        OwnReaders.giveIn(call.exchange().getContext());
        message.setBody(options.outputType() == OutputType.List
                ? JsonBodies.array(plan.iterator()) : new JsonIterator(plan.iterator(), options.maxInMemorySize()));
    }

    /** If the preview does not say the version, the template does. */
    private static Optional<Integer> versionOfTemplate(OperationCall call) {
        ApiResponse template = call.sendAndWait(call.options().templateOfPlan());
        Object version = JsonDocument.readObject(template, call.options().maxInMemorySize()).get("version");
        return version instanceof Integer number ? Optional.of(number) : Optional.empty();
    }

    private static Map<String, Object> cost(ChunkPlan plan, OptionalLong hour, BudgetState budget, Instant now) {
        JsonObject cost = new JsonObject();
        cost.put("rows", plan.count());
        cost.put("requests", plan.chunks());
        cost.put("chunkSize", plan.chunkSize());
        hour.ifPresent(rows -> {
            cost.put("hours", (double) plan.count() / rows);
            cost.put("earliestFinish", earliestFinish(plan, rows, budget.rowsLeft().orElse(rows), now));
        });
        return cost;
    }

    // The chunks that fit into the rest of this hour come at once, then as many each hour as fit into it.
    private static Instant earliestFinish(ChunkPlan plan, long hour, long left, Instant now) {
        long size = plan.chunk(0).count();
        long full = plan.count() / size;
        long rest = plan.count() % size;
        long atOnce = Math.min(full, left / size);
        long perHour = hour / size;
        long later = full - atOnce;
        long hours = (later + perHour - 1) / perHour;
        long used = later == 0 ? atOnce : later - (hours - 1) * perHour;
        boolean restFits = rest <= (later == 0 ? left : hour) - used * size;
        return now.plus(Duration.ofHours(restFits ? hours : hours + 1));
    }
}
