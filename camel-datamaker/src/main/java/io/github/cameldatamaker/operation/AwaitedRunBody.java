package io.github.cameldatamaker.operation;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerRunFailedException;
import io.github.cameldatamaker.run.Run;
import org.apache.camel.Exchange;

/**
 * Sets body and headers from a run that was awaited, or its failure.
 */
final class AwaitedRunBody {

    private AwaitedRunBody() {
    }

    static void set(OperationCall call, Run run) {
        Exchange exchange = call.exchange();
        ResultBody.set(exchange.getMessage(), run);
        if (run.isFailed() && call.session().options().configuration().isFailOnRunFailure()) {
            String id = exchange.getMessage().getHeader(DataMakerConstants.RUN, String.class);
            // A script that has the key may have printed it.
            exchange.setException(new DataMakerRunFailedException(id, run.status(), call.session().withoutKey(run.error())));
        }
    }
}
