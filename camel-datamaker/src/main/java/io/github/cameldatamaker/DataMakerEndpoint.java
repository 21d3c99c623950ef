package io.github.cameldatamaker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.consume.PolledEvents;
import io.github.cameldatamaker.consume.PolledGeneration;
import io.github.cameldatamaker.generate.rows.RowShape;
import io.github.cameldatamaker.option.HttpHeaderOptions;
import io.github.cameldatamaker.option.OptionChecks;
import io.github.cameldatamaker.option.OwnOptions;
import io.github.cameldatamaker.session.EndpointOptions;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Generate realistic test data with DataMaker.
 */
@UriEndpoint(firstVersion = "1.0.0", scheme = "datamaker", title = "DataMaker", syntax = "datamaker:operation",
        category = { Category.TESTING, Category.API }, headersClass = DataMakerConstants.class)
public class DataMakerEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation {

    private static final long CONSUMER_DELAY = 3_600_000;
    private static final long WATCHING_DELAY = 10_000;
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    @UriPath(description = "The operation.")
    @Metadata(required = true)
    private final DataMakerOperation operation;
    @UriParam
    private DataMakerConfiguration configuration;
    @UriParam
    private DataMakerConsumerConfiguration consumerConfiguration = new DataMakerConsumerConfiguration();
    @UriParam(label = "common", prefix = "override.", multiValue = true,
            description = "Values for fields of the template. override.NAME=value gives the field NAME that value in every "
                    + "row; a value in the URI goes out as a string.")
    private Map<String, Object> overrides = Map.of();
    @UriParam(label = "consumer,scheduler", javaType = "java.time.Duration", defaultValue = "" + CONSUMER_DELAY,
            description = "The wait between two polls. The default is one hour for generate and 10 seconds for runs and logs, "
                    + "because Camel's usual half second would use up a paid hour in seconds.")
    private long delay = CONSUMER_DELAY;
    @UriParam(label = "producer", prefix = "param.", multiValue = true,
            description = "Params of a run: param.NAME=value. The script reads them as text.")
    private Map<String, Object> params = Map.of();

    /** As it was written, with its secrets. */
    private final String uri;
    private final OwnOptions own;
    private final Session session;

    DataMakerEndpoint(
            String uri, Component component, DataMakerOperation operation, DataMakerConfiguration configuration, OwnOptions own,
            Session session) {
        // Camel shows the URI of an endpoint in headers, events and over JMX.
        super(HttpHeaderOptions.mask(uri), component);
        this.uri = uri;
        this.operation = operation;
        this.configuration = configuration;
        this.own = own;
        this.session = session;
        setDelay(operation.isProducible() ? CONSUMER_DELAY : WATCHING_DELAY);
    }

    @Override
    public Producer createProducer() throws Exception {
        checks().checkProducer();
        return new DataMakerProducer(this, session, configuration.isSynchronous());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        checks().checkConsumer(getDelay());
        ScheduledPollConsumer consumer = switch (operation) {
            case runs -> new DataMakerRunsConsumer(this, processor, session);
            case logs -> new DataMakerLogsConsumer(this, processor, session);
            default -> checks().isResumed()
                    ? new DataMakerRowsConsumer(this, processor, session)
                    : new DataMakerGenerateConsumer(this, processor, session);
        };
        configureConsumer(consumer);
        return consumer;
    }

    /** For {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate}, which poll on demand. */
    @Override
    public PollingConsumer createPollingConsumer() {
        checks().checkPollingConsumer(getDelay());
        return switch (operation) {
            case runs -> new PolledEvents(this, Duration.ZERO);
            // The lines of known runs arrive without a poll.
            case logs -> new PolledEvents(this, consumerConfiguration.isFollow() ? LEAST_PAUSE : Duration.ZERO);
            default -> new PolledGeneration(this, session);
        };
    }

    /** Finds everything that is wrong before the first exchange. */
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        RowShape rowShape = new RowShape(rowType(), configuration.getBatchSize());
        checks().checkStart();
        boolean keepsRunKeys = operation.content() == DataMakerOperation.Content.RUN
                && configuration.getStateRepository() != null;
        if (keepsRunKeys) {
            checks().checkRunKeys();
        }
        session.open(new EndpointOptions(operation, configuration, consumerConfiguration, overrides, params, rowShape),
                keepsRunKeys);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        session.close();
    }

    /** Endpoints that differ in a secret only are not the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DataMakerEndpoint endpoint && super.equals(other) && uri.equals(endpoint.uri);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** What the endpoint has while it is started. */
    Session session() {
        return session;
    }

    OptionChecks checks() {
        return new OptionChecks(operation, configuration, consumerConfiguration, own);
    }

    private Class<?> rowType() {
        String name = configuration.getRowType();
        return switch (name) {
            case "Map", "java.util.Map" -> Map.class;
            case "String", "java.lang.String" -> String.class;
            default -> Optional.<Class<?>>ofNullable(getCamelContext().getClassResolver().resolveClass(name))
                    .orElseThrow(() -> new DataMakerException(
                            "rowType=" + name
                                    + " is not a class on the class path. Use Map, String, or a class name with its package"));
        };
    }

    public DataMakerOperation getOperation() {
        return operation;
    }

    public DataMakerConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DataMakerConfiguration configuration) {
        this.configuration = configuration;
    }

    public DataMakerConsumerConfiguration getConsumerConfiguration() {
        return consumerConfiguration;
    }

    public void setConsumerConfiguration(DataMakerConsumerConfiguration consumerConfiguration) {
        this.consumerConfiguration = consumerConfiguration;
    }

    public Map<String, Object> getOverrides() {
        return overrides;
    }

    public void setOverrides(Map<String, Object> overrides) {
        this.overrides = overrides;
    }

    public Map<String, Object> getParams() {
        return params;
    }

    public void setParams(Map<String, Object> params) {
        this.params = params;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }
}
