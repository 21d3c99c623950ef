package io.github.cameldatamaker;

import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.option.CheckedOptions;
import io.github.cameldatamaker.option.HttpHeaderOptions;
import io.github.cameldatamaker.option.KameletProperties;
import io.github.cameldatamaker.option.NearestName;
import io.github.cameldatamaker.option.OptionTexts;
import io.github.cameldatamaker.option.OwnOptions;
import io.github.cameldatamaker.option.ShownHeaders;
import io.github.cameldatamaker.session.CamelVersion;
import io.github.cameldatamaker.session.DataMakerMetrics;
import io.github.cameldatamaker.session.ServiceOwner;
import io.github.cameldatamaker.session.Session;
import io.github.cameldatamaker.session.SharedServices;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;

/**
 * Makes the endpoints, and holds what they share: options, connections and threads.
 */
@Component("datamaker")
public class DataMakerComponent extends HealthCheckComponent implements SSLContextParametersAware {

    public static final String SCHEME = "datamaker";

    @Metadata(description = "The options that endpoints start from.")
    private DataMakerConfiguration configuration = new DataMakerConfiguration();
    @Metadata(label = "security", defaultValue = "false", description = "Whether to use the TLS settings of the Camel context.")
    private boolean useGlobalSslContextParameters;

    private final DataMakerMetrics metrics = new DataMakerMetrics();
    private final ShownHeaders shownHeaders = new ShownHeaders();
    private SharedServices services;
    private LongSupplier nanos = System::nanoTime;
    private Clock clock = Clock.systemUTC();
    private ScheduledExecutorService timer;
    private volatile String name;

    /** Camel calls it first, before it sets options and makes endpoints, and perhaps again. */
    @Override
    public void setCamelContext(CamelContext camelContext) {
        if (camelContext != getCamelContext()) {
            CamelVersion.check(camelContext);
        }
        super.setCamelContext(camelContext);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        KameletProperties.check(getCamelContext());
        DataMakerOperation operation = operation(remaining);
        DataMakerEndpoint endpoint = new DataMakerEndpoint(
                uri, this, operation, configuration.copy(), new OwnOptions(parameters, configuration),
                new Session(this::openServices, this::services));
        endpoint.setOverrides(PropertiesHelper.extractProperties(parameters, "override."));
        endpoint.setParams(PropertiesHelper.extractProperties(parameters, "param."));
        Map<String, Object> headers = HttpHeaderOptions.takeFrom(parameters);
        shownHeaders.warnOf(headers);
        if (endpoint.getConfiguration().getSslContextParameters() == null) {
            endpoint.getConfiguration().setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        new OptionTexts((PropertyConfigurerGetter) getEndpointPropertyConfigurer(), getCamelContext().getTypeConverter())
                .check(parameters);
        setProperties(endpoint, parameters);
        endpoint.getConfiguration().setHttpHeader(HttpHeaderOptions.merge(
                configuration.getHttpHeader(), endpoint.getConfiguration().getHttpHeader(), headers));
        endpoint.checks().checkUri();
        if (isStarted()) {
            showMetrics();
        }
        return endpoint;
    }

    /** Camel Main and the starters bind {@code camel.component.datamaker.*} with it. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return new CheckedOptions(super.getComponentPropertyConfigurer(), ConfigurationOptions.class, true);
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new CheckedOptions(super.getEndpointPropertyConfigurer(), ConfigurationOptions.class, false);
    }

    /** Names what is misspelt, and what it may have meant. A value may be a secret, so it is left out. */
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        if (optionPrefix != null || parameters.isEmpty()) {
            super.validateParameters(uri, parameters, optionPrefix);
            return;
        }
        Set<String> known = getCamelContext().getCamelContextExtension().getEndpointUriFactory(SCHEME).propertyNames();
        throw new ResolveEndpointFailedException(HttpHeaderOptions.mask(uri), parameters.keySet().stream().sorted()
                .map(name -> name + " is not an option of " + SCHEME
                        + NearestName.of(known, name).map(near -> "; did you mean " + near + "?").orElse("."))
                .collect(Collectors.joining(" ")));
    }

    private static DataMakerOperation operation(String name) {
        return Arrays.stream(DataMakerOperation.values()).filter(op -> op.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new DataMakerException(
                        "datamaker:" + name + " is not an operation"
                                + NearestName.of(DataMakerOperation.class, name)
                                        .map(near -> "; did you mean " + near + "?").orElse(".")
                                + " Known are " + NearestName.all(DataMakerOperation.class)));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        openServices();
        showMetrics();
        services.healthChecks().addComponent(configuration);
    }

    /** Opens the services that all endpoints share, if they are not open. An endpoint may start before its component. */
    private void openServices() {
        if (services == null || services.isClosed()) {
            services = new SharedServices(
                    new ServiceOwner(getCamelContext(), this, this::getName, this::isHealthCheckProducerEnabled),
                    new SharedServices.Time(clock, nanos, timer), metrics);
            services.begin();
        }
    }

    // A running context starts a component before it knows the component's name.
    private void showMetrics() {
        if (getCamelContext().hasComponent(getName()) == this) {
            services.showMetrics();
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (services != null) {
            services.hideMetrics();
            services.healthChecks().removeComponent();
            services.forgetRuns();
        }
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        if (services != null && !services.isClosed()) {
            services.close();
            timer = null;
        }
    }

    /** The name of this component in its context: {@code datamaker}, or the name of an additional component. */
    String getName() {
        if (name == null) {
            name = getCamelContext().getComponentNames().stream()
                    .filter(known -> getCamelContext().hasComponent(known) == this).sorted().findFirst().orElse(null);
        }
        return name == null ? SCHEME : name;
    }

    /** The services that all endpoints share. */
    SharedServices services() {
        return services;
    }

    /** For tests, which drive the time. Call it before the start. */
    void setTime(Clock clock, ScheduledExecutorService timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /** For tests, which decide how long everything takes. */
    void setNanos(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public DataMakerConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DataMakerConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
