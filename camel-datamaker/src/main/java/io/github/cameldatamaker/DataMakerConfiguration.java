package io.github.cameldatamaker;

import java.time.Duration;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Resilience;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.generate.OutputType;
import okhttp3.OkHttpClient;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options of component and endpoint. All durations are milliseconds.
 */
@UriParams
@Configurer
public class DataMakerConfiguration implements Cloneable {

    @UriParam(label = "security", secret = true,
              description = "The API key. When not set, the environment variable DM_API_KEY is used, then DATAMAKER_API_KEY.")
    private String apiKey;
    @UriParam(label = "common", defaultValue = DataMakerClient.DEFAULT_BASE_URL,
              description = "The address of the service. Plain http is allowed for localhost only.")
    private String baseUrl = DataMakerClient.DEFAULT_BASE_URL;

    @UriParam(label = "common", description = "The id of the template.")
    private String template;
    @UriParam(label = "common", description = "The version of the template to use. The newest when not set.")
    private Integer templateVersion;

    @UriParam(label = "common", description = "The id of the scenario.")
    private String scenario;
    @UriParam(label = "common", description = "The id of the run.")
    private String run;
    @UriParam(label = "producer",
              description = "Starts at most one run: runScenario finds the run again that was started with the same key, for example the "
                            + "id of a message, when the message is delivered once more or the answer was lost.")
    private String runKey;
    @UriParam(label = "common",
              description = "Where a consumer of runs or logs keeps how far it has got, and runScenario which run a runKey has started, so "
                            + "that both go on there after a restart: a DataMakerFileStateRepository for one process, or a "
                            + "DataMakerJdbcStateRepository for several. In memory when there is none.")
    private StateRepository<String, String> stateRepository;
    @UriParam(label = "producer", defaultValue = "none",
              description = "Whether runScenario waits for the run: none answers at once, server lets the service answer when the run "
                            + "has finished, after five minutes at most, and then polls, poll polls from the start.")
    private RunWait wait = RunWait.none;
    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "3600000",
              description = "How long to wait for a run.")
    private long completionTimeout = 3_600_000;
    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "2000",
              description = "How long to wait before looking at a run; the wait grows to 30 s.")
    private long pollInterval = 2000;
    @UriParam(label = "producer", defaultValue = "true",
              description = "Whether a run that was waited for and has failed, or was cancelled, fails the exchange.")
    private boolean failOnRunFailure = true;
    @UriParam(label = "producer", defaultValue = "true",
              description = "Whether a run is cancelled when the wait for it times out, or its route stops.")
    private boolean cancelOnTimeout = true;
    @UriParam(label = "producer", description = "The id of the connection.")
    private String connection;
    @UriParam(label = "producer", description = "The name of the saved set.")
    private String set;
    @UriParam(label = "producer", description = "The name of the workspace file. May hold slashes.")
    private String file;
    @UriParam(label = "producer", description = "Where in a list to start: the cursor of a page.")
    private String cursor;

    @UriParam(label = "common", description = "How many rows to generate, at least 1.")
    private Long count;
    @UriParam(label = "common", defaultValue = "json", description = "The format to generate.")
    private GenerateFormat format = GenerateFormat.json;
    @UriParam(label = "common", description = "The seed: the same seed gives the same rows. A random one when not set.")
    private String seed;
    @UriParam(label = "common",
              description = "What the body is made of right away. When not set, it is GeneratedData, which is read as the route asks "
                            + "for it: as rows, or as bytes; and for lists an Iterator that asks for the next page when it is needed.")
    private OutputType outputType;
    @UriParam(label = "common", defaultValue = "Map",
              description = "What a row is: Map, String (the row's own text, not parsed), or the name of a class that Jackson binds, "
                            + "records too.")
    private String rowType = "Map";
    @UriParam(label = "common", defaultValue = "1",
              description = "How many rows make one element of the iteration. More than 1 gives Lists: an exchange costs more than a "
                            + "row.")
    private int batchSize = 1;
    @UriParam(label = "advanced", defaultValue = "67108864",
              description = "The most bytes that are held in memory: of the whole data where it is read as String, byte array or List, "
                            + "and of one row where it is not.")
    private long maxInMemorySize = 64L * 1024 * 1024;

    @UriParam(label = "common", defaultValue = "3",
              description = "How often a request is repeated that failed in a way that passes. Reading, replacing, deleting and "
                            + "previews are repeated after connection errors and the statuses 408, 500, 502, 503 and 504; everything is "
                            + "repeated after 429 and where there was no connection, since nothing was done.")
    private int maxRetries = 3;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "500",
              description = "The wait before the first repetition; it doubles with each, with jitter.")
    private long retryBackoff = 500;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000",
              description = "The longest wait between repetitions.")
    private long maxRetryBackoff = 30_000;
    @UriParam(label = "common", javaType = "java.time.Duration", defaultValue = "120000",
              description = "The longest wait for the workspace's budget. Where it would take longer the exchange fails at once, with "
                            + "retryAfter. Also how long a broken generation is asked for again while no response begins.")
    private long maxRateLimitWait = 120_000;
    @UriParam(label = "common", defaultValue = "wait", description = "What to do when the workspace's budget is used up.")
    private WhenRateLimited whenRateLimited = WhenRateLimited.wait;
    @UriParam(label = "common",
              description = "The most rows to generate in any 60 minutes, with this key on this service and in this JVM. When not set, "
                            + "the service's own limit is learned once it refuses.")
    private Long maxRowsPerHour;
    @UriParam(label = "common", javaType = "java.time.Duration", defaultValue = "10000",
              description = "How often the progress of a generation is logged, and told to event notifiers, while it is read; one that "
                            + "is read faster is not. 0 turns it off.")
    private long progressInterval = 10_000;
    @UriParam(label = "producer", defaultValue = "10000", description = "How many rows a chunk of a plan has.")
    private long chunkSize = 10_000;
    @UriParam(label = "common", defaultValue = "true",
              description = "Whether a generation whose connection breaks is asked for again, with the same seed, and goes on where it broke "
                            + "off. What was read already is generated, and paid, once more.")
    private boolean resume = true;
    @UriParam(label = "common", defaultValue = "3", description = "How many responses of a broken generation may begin again at most.")
    private int maxResumes = 3;
    @UriParam(label = "consumer",
              description = "Where from(datamaker:generate) with a resumeKey keeps how far it has got: a DataMakerFileStateRepository, or a "
                            + "DataMakerJdbcStateRepository. The stateRepository when not set.")
    private StateRepository<String, String> resumeRepository;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "10000",
              description = "How long to wait for a connection.")
    private long connectTimeout = 10_000;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "60000",
              description = "How long to wait for the response to begin.")
    private long responseTimeout = 60_000;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "60000",
              description = "How long to wait between bytes of a response that has begun.")
    private long idleTimeout = 60_000;
    @UriParam(label = "security", description = "TLS settings, for example the certificates to trust.")
    private SSLContextParameters sslContextParameters;
    @UriParam(label = "proxy", description = "The host of an HTTP proxy.")
    private String proxyHost;
    @UriParam(label = "proxy", description = "The port of the HTTP proxy.")
    private Integer proxyPort;
    @UriParam(label = "proxy,security", secret = true, description = "The user of the HTTP proxy.")
    private String proxyUsername;
    @UriParam(label = "proxy,security", secret = true, description = "The password of the HTTP proxy.")
    private String proxyPassword;
    @UriParam(label = "advanced",
              description = "An OkHttpClient whose interceptors, event listeners, proxy, TLS and DNS are used; it is never closed. Connections, "
                            + "threads and timeouts are the component's.")
    @Metadata(autowired = true)
    private OkHttpClient httpClient;
    @UriParam(label = "advanced",
              description = "The Jackson ObjectMapper that binds rows to rowType, and writes documents and rows that you send. Everything else "
                            + "is read and written by a mapper of the component.")
    @Metadata(autowired = true)
    private ObjectMapper objectMapper;

    public Resilience resilience() {
        return new Resilience(
                maxRetries, Duration.ofMillis(retryBackoff), Duration.ofMillis(maxRetryBackoff), Duration.ofMillis(maxRateLimitWait),
                whenRateLimited == WhenRateLimited.wait, maxRowsPerHour == null ? OptionalLong.empty() : OptionalLong.of(maxRowsPerHour));
    }

    /**
     * Refuses an outputType that says nothing about the operation's result.
     *
     * @throws DataMakerException that names both
     */
    public void checkOutput(DataMakerOperation operation) {
        if (outputType != null && !operation.outputTypes().contains(outputType)) {
            throw new DataMakerException(
                    "outputType=" + outputType + " is not for datamaker:" + operation
                                         + (operation.outputTypes().isEmpty()
                                                 ? ", whose result has one form only: leave it out"
                                                 : ", whose result is a list: use Iterator or List"));
        }
    }

    /**
     * Refuses what cannot work together, whatever an exchange brings.
     *
     * @throws DataMakerException that names both options
     */
    public void checkOutput(GenerateFormat forFormat) {
        boolean bytes = outputType != null && !outputType.ofRows();
        if (outputType != null && outputType.ofRows() && !forFormat.hasRows()) {
            throw new DataMakerException(
                    "outputType=" + outputType + " needs rows, and format=" + forFormat + " has none: use outputType=Stream or Bytes, "
                                         + "or format=json or csv");
        }
        if (outputType == OutputType.String && forFormat == GenerateFormat.xlsx) {
            throw new DataMakerException("outputType=String needs text, and format=xlsx is a workbook: use outputType=Stream or Bytes");
        }
        if (batchSize > 1 && (bytes || !forFormat.hasRows())) {
            throw new DataMakerException(
                    "batchSize=" + batchSize + " makes Lists of rows, and "
                                         + (bytes ? "outputType=" + outputType : "format=" + forFormat) + " has no rows");
        }
        if (!"Map".equals(rowType) && (bytes || !forFormat.hasRows())) {
            throw new DataMakerException(
                    "rowType=" + rowType + " says what a row is, and "
                                         + (bytes ? "outputType=" + outputType : "format=" + forFormat) + " has no rows");
        }
    }

    /** A copy, for an endpoint to change. */
    public DataMakerConfiguration copy() {
        try {
            return (DataMakerConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getTemplate() {
        return template;
    }

    public void setTemplate(String template) {
        this.template = template;
    }

    public Integer getTemplateVersion() {
        return templateVersion;
    }

    public void setTemplateVersion(Integer templateVersion) {
        this.templateVersion = templateVersion;
    }

    public Long getCount() {
        return count;
    }

    public void setCount(Long count) {
        this.count = count;
    }

    public GenerateFormat getFormat() {
        return format;
    }

    public void setFormat(GenerateFormat format) {
        this.format = format;
    }

    public String getSeed() {
        return seed;
    }

    public void setSeed(String seed) {
        this.seed = seed;
    }

    public OutputType getOutputType() {
        return outputType;
    }

    public void setOutputType(OutputType outputType) {
        this.outputType = outputType;
    }

    public String getRowType() {
        return rowType;
    }

    public void setRowType(String rowType) {
        this.rowType = rowType;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public long getMaxInMemorySize() {
        return maxInMemorySize;
    }

    public void setMaxInMemorySize(long maxInMemorySize) {
        this.maxInMemorySize = maxInMemorySize;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public OkHttpClient getHttpClient() {
        return httpClient;
    }

    public void setHttpClient(OkHttpClient httpClient) {
        this.httpClient = httpClient;
    }

    public ObjectMapper getObjectMapper() {
        return objectMapper;
    }

    public void setObjectMapper(ObjectMapper objectMapper) {
        this.objectMapper = objectMapper;
    }

    public String getScenario() {
        return scenario;
    }

    public void setScenario(String scenario) {
        this.scenario = scenario;
    }

    public String getRun() {
        return run;
    }

    public void setRun(String run) {
        this.run = run;
    }

    public String getRunKey() {
        return runKey;
    }

    public void setRunKey(String runKey) {
        this.runKey = runKey;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public long getProgressInterval() {
        return progressInterval;
    }

    public void setProgressInterval(long progressInterval) {
        this.progressInterval = progressInterval;
    }

    public long getChunkSize() {
        return chunkSize;
    }

    public void setChunkSize(long chunkSize) {
        this.chunkSize = chunkSize;
    }

    public boolean isResume() {
        return resume;
    }

    public void setResume(boolean resume) {
        this.resume = resume;
    }

    public int getMaxResumes() {
        return maxResumes;
    }

    public void setMaxResumes(int maxResumes) {
        this.maxResumes = maxResumes;
    }

    public StateRepository<String, String> getResumeRepository() {
        return resumeRepository;
    }

    public void setResumeRepository(StateRepository<String, String> resumeRepository) {
        this.resumeRepository = resumeRepository;
    }

    public RunWait getWait() {
        return wait;
    }

    public void setWait(RunWait wait) {
        this.wait = wait;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }

    public String getSet() {
        return set;
    }

    public void setSet(String set) {
        this.set = set;
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    public String getCursor() {
        return cursor;
    }

    public void setCursor(String cursor) {
        this.cursor = cursor;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryBackoff() {
        return retryBackoff;
    }

    public void setRetryBackoff(long retryBackoff) {
        this.retryBackoff = retryBackoff;
    }

    public long getMaxRetryBackoff() {
        return maxRetryBackoff;
    }

    public void setMaxRetryBackoff(long maxRetryBackoff) {
        this.maxRetryBackoff = maxRetryBackoff;
    }

    public long getMaxRateLimitWait() {
        return maxRateLimitWait;
    }

    public void setMaxRateLimitWait(long maxRateLimitWait) {
        this.maxRateLimitWait = maxRateLimitWait;
    }

    public WhenRateLimited getWhenRateLimited() {
        return whenRateLimited;
    }

    public void setWhenRateLimited(WhenRateLimited whenRateLimited) {
        this.whenRateLimited = whenRateLimited;
    }

    public Long getMaxRowsPerHour() {
        return maxRowsPerHour;
    }

    public void setMaxRowsPerHour(Long maxRowsPerHour) {
        this.maxRowsPerHour = maxRowsPerHour;
    }

    public long getCompletionTimeout() {
        return completionTimeout;
    }

    public void setCompletionTimeout(long completionTimeout) {
        this.completionTimeout = completionTimeout;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public boolean isFailOnRunFailure() {
        return failOnRunFailure;
    }

    public void setFailOnRunFailure(boolean failOnRunFailure) {
        this.failOnRunFailure = failOnRunFailure;
    }

    public boolean isCancelOnTimeout() {
        return cancelOnTimeout;
    }

    public void setCancelOnTimeout(boolean cancelOnTimeout) {
        this.cancelOnTimeout = cancelOnTimeout;
    }
}
