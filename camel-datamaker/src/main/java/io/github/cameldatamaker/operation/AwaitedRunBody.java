package io.github.cameldatamaker.operation;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerRunFailedException;
import io.github.cameldatamaker.run.Run;
import org.apache.camel.Exchange;

/**
 * Makes body and headers of a run that was waited for, or its failure.
 */
public final class AwaitedRunBody {

    private AwaitedRunBody() {
    }

    public static void set(Exchange exchange, ExchangeOptions options, Run run, Throwable error) {
        if (error != null) {
            FailedRequest.set(exchange, options, error);
            return;
        }
        ResultBody.run(exchange, run);
        if (run.isFailed() && options.endpoint().getConfiguration().isFailOnRunFailure()) {
            String id = exchange.getMessage().getHeader(DataMakerConstants.RUN, String.class);
            // A script that is given the key may have printed it.
            DataMakerClient client = options.endpoint().getClient();
            String reason = client == null ? "" : client.withoutKey(run.error());
            exchange.setException(new DataMakerRunFailedException(id, run.status(), reason));
        }
    }
}
