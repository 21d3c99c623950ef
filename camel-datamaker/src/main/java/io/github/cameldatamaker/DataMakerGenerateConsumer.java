package io.github.cameldatamaker;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.util.ObjectHelper;

/**
 * Generates at each poll, and emits one exchange with the generated data.
 */
public class DataMakerGenerateConsumer extends ScheduledPollConsumer {

    private volatile PendingResponse underWay;

    public DataMakerGenerateConsumer(DataMakerEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public DataMakerEndpoint getEndpoint() {
        return (DataMakerEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        checkOptions();
        super.doStart();
    }

    void checkOptions() {
        checkOptions(getEndpoint().getConfiguration());
    }

    /** No exchange brings a header here, so what is missing in the URI is missing. */
    static void checkOptions(DataMakerConfiguration configuration) {
        if (ObjectHelper.isEmpty(configuration.getTemplate())) {
            throw new DataMakerException("from(\"datamaker:generate\") needs the option template");
        }
        if (configuration.getCount() == null) {
            throw new DataMakerException("from(\"datamaker:generate\") needs the option count");
        }
    }

    @Override
    protected int poll() throws Exception {
        Exchange exchange = createExchange(false);
        try {
            ExchangeOptions options = new ExchangeOptions(exchange.getMessage(), getEndpoint());
            ResultBody.set(exchange, options, send(exchange, options));
            forceConsumerAsReady();
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("Error processing exchange", exchange, exchange.getException());
            }
            return 1;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Sends the request, and waits for its response, until the consumer stops. */
    ApiResponse send(Exchange exchange, ExchangeOptions options) {
        PendingResponse call = getEndpoint().send(exchange, options.request());
        underWay = call;
        try {
            if (!mayGoOn()) {
                call.cancel(true);
            }
            return getEndpoint().await(options, call);
        } finally {
            underWay = null;
        }
    }

    /** Whether somebody still wants what is generated. */
    boolean mayGoOn() {
        return isRunAllowed();
    }

    /** Ends the request that is under way. */
    void cancelCall() {
        PendingResponse call = underWay;
        if (call != null) {
            call.cancel(true);
        }
    }

    @Override
    protected void doStop() throws Exception {
        cancelCall();
        super.doStop();
    }
}
