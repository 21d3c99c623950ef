package io.github.cameldatamaker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.client.AuthScheme;
import io.github.cameldatamaker.client.DataMakerClient;
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
 * The options that the component and its endpoints have. All durations are in milliseconds.
 */
@UriParams
@Configurer
public class DataMakerConfiguration implements Cloneable {

    @UriParam(label = "security", secret = true,
            description = "The API key. If it is not set, the environment variable DM_API_KEY is used, then "
                    + "DATAMAKER_API_KEY.")
    private String apiKey;
    @UriParam(label = "common", defaultValue = DataMakerClient.DEFAULT_BASE_URL,
            description = "The address of the service. Plain http is allowed for localhost only. The value sandbox: starts the sandbox in "
                    + "this application, if its jar is on the class path; then no key is needed.")
    private String baseUrl = DataMakerClient.DEFAULT_BASE_URL;
    @UriParam(label = "security", defaultValue = "bearer",
            description = "The header that takes the key to the service. bearer is Authorization: Bearer KEY, and apiKey is "
                    + "X-API-Key: KEY. The value sandbox: of baseUrl ignores it.")
    private AuthScheme authScheme = AuthScheme.bearer;
    @UriParam(label = "security", prefix = "httpHeader.", multiValue = true,
            description = "Headers of each request, for the project and team of the key (X-Project-Id, X-Team-Id) and for gateways: "
                    + "httpHeader.NAME=value. The headers of an endpoint replace those of the component with the same name. Errors "
                    + "mask values of 8 characters or more, except for X-Project-Id and X-Team-Id. A secret in a URI is best written "
                    + "as #property:NAME, because Camel may show a URI as it was written.")
    private Map<String, Object> httpHeader = new LinkedHashMap<>();

    @UriParam(label = "common", description = "The id of the template.")
    private String template;
    @UriParam(label = "common", description = "The version of the template to use. The newest if it is not set.")
    private Integer templateVersion;

    @UriParam(label = "common", description = "The id of the scenario.")
    private String scenario;
    @UriParam(label = "common", description = "The id of the run.")
    private String run;
    @UriParam(label = "producer",
            description = "A key that starts at most one run, for example the id of a message. If a run "
                    + "with the same key is running or has succeeded, runScenario returns that run.")
    private String runKey;
    @UriParam(label = "common",
            description = "The repository where a consumer of runs or logs keeps its position, and where "
                    + "runScenario keeps the run of each runKey. Use a DataMakerFileStateRepository for "
                    + "one process or a DataMakerJdbcStateRepository for several; without one the state "
                    + "is in memory and is lost when the process ends.")
    private StateRepository<String, String> stateRepository;
    @UriParam(label = "advanced",
            description = "The name of the account in the keys of state. Endpoints with different API keys that share a repository need "
                    + "different names. The name of the component if it is not set.")
    private String account;
    @UriParam(label = "producer", defaultValue = "none",
            description = "How runScenario waits for the run. With none it does not wait, with poll it polls "
                    + "the run, and with server the service answers when the run has finished; after "
                    + "five minutes the component polls.")
    private RunWait wait = RunWait.none;
    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "3600000",
            description = "The longest wait for a run to finish.")
    private long completionTimeout = 3_600_000;
    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "2000",
            description = "The wait before the first poll of a run. It grows to 30 seconds.")
    private long pollInterval = 2000;
    @UriParam(label = "producer", defaultValue = "true",
            description = "Whether the exchange fails if the run that it waits for fails or is cancelled.")
    private boolean failOnRunFailure = true;
    @UriParam(label = "producer", defaultValue = "true",
            description = "Whether to cancel a run when the wait for it times out or its route stops.")
    private boolean cancelOnTimeout = true;
    @UriParam(label = "producer", description = "The id of the connection.")
    private String connection;
    @UriParam(label = "producer", description = "The name of the saved set.")
    private String set;
    @UriParam(label = "producer", description = "The name of the workspace file. It may contain slashes.")
    private String file;
    @UriParam(label = "producer", description = "The cursor of the page at which a list starts.")
    private String cursor;

    @UriParam(label = "common", description = "The number of rows to generate, at least 1.")
    private Long count;
    @UriParam(label = "common", defaultValue = "json", description = "The format to generate.")
    private GenerateFormat format = GenerateFormat.json;
    @UriParam(label = "common",
            description = "The seed of the rows: the same seed gives the same rows. A random one if it is "
                    + "not set.")
    private String seed;
    @UriParam(label = "common",
            description = "The type of the body. If it is not set, generated data is a GeneratedData, which "
                    + "the route reads as rows or bytes, and a list is an Iterator, which asks for the "
                    + "next page when the route needs it.")
    private OutputType outputType;
    @UriParam(label = "common", defaultValue = "Map",
            description = "The type of a row: Map, String (the row's own text, not parsed), or the name of "
                    + "a class or record that Jackson binds.")
    private String rowType = "Map";
    @UriParam(label = "common", defaultValue = "1",
            description = "The number of rows in each message of a split. If it is more than 1, each "
                    + "message is a List of rows.")
    private int batchSize = 1;
    @UriParam(label = "advanced", defaultValue = "67108864",
            description = "The most bytes held in memory. This is the size of the whole data if it is read "
                    + "as String, byte array or List, else of one row.")
    private long maxInMemorySize = 64L * 1024 * 1024;

    @UriParam(label = "common", defaultValue = "3",
            description = "The most retries of a request. Reading, replacing, deleting and previews are "
                    + "retried after connection errors and the statuses 408, 500, 502, 503 and 504; "
                    + "every request is retried after 429 and if there was no connection.")
    private int maxRetries = 3;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "500",
            description = "The wait before the first retry. It doubles with each retry, with jitter.")
    private long retryBackoff = 500;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000",
            description = "The longest wait between two retries.")
    private long maxRetryBackoff = 30_000;
    @UriParam(label = "common", javaType = "java.time.Duration", defaultValue = "120000",
            description = "The longest wait for the workspace's budget; an exchange that would wait longer "
                    + "fails at once, with retryAfter. It also limits how long a broken generation "
                    + "tries to resume while no response begins.")
    private long maxRateLimitWait = 120_000;
    @UriParam(label = "common", defaultValue = "wait", description = "What to do when the workspace's budget is used up.")
    private WhenRateLimited whenRateLimited = WhenRateLimited.wait;
    @UriParam(label = "common",
            description = "The most rows to generate in any 60 minutes with this key, on this service, in "
                    + "this JVM. If it is not set, the component learns the limit when the service "
                    + "first refuses.")
    private Long maxRowsPerHour;
    @UriParam(label = "common", javaType = "java.time.Duration", defaultValue = "10000",
            description = "The interval at which the progress of a generation is logged and sent to event "
                    + "notifiers. 0 turns it off.")
    private long progressInterval = 10_000;
    @UriParam(label = "producer", defaultValue = "10000", description = "The number of rows in each chunk of a plan.")
    private long chunkSize = 10_000;
    @UriParam(label = "common", defaultValue = "true",
            description = "Whether to resume a generation whose connection breaks, with the same seed. The "
                    + "service generates the rows that were already read again, and counts them again.")
    private boolean resume = true;
    @UriParam(label = "common", defaultValue = "3", description = "The most times that one generation is resumed.")
    private int maxResumes = 3;
    @UriParam(label = "consumer",
            description = "The repository where from(datamaker:generate) keeps the position of its "
                    + "resumeKey. Use a DataMakerFileStateRepository or a DataMakerJdbcStateRepository; "
                    + "the stateRepository if it is not set.")
    private StateRepository<String, String> resumeRepository;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "10000",
            description = "The longest wait for a connection.")
    private long connectTimeout = 10_000;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "60000",
            description = "The longest wait for a response to begin.")
    private long responseTimeout = 60_000;
    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "60000",
            description = "The longest wait between two bytes of a response.")
    private long idleTimeout = 60_000;
    @UriParam(label = "producer,advanced", defaultValue = "false",
            description = "Whether an exchange stays on its thread. That thread sends the request, waits for the response, "
                    + "the budget and repetitions, and goes on with the route. By default no thread of a route waits.")
    private boolean synchronous;
    @UriParam(label = "security", description = "The TLS settings, for example the certificates to trust.")
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
            description = "An OkHttpClient whose interceptors, event listeners, proxy, TLS and DNS are "
                    + "used. The component keeps its own connections, threads and timeouts, and never "
                    + "closes the client.")
    @Metadata(autowired = true)
    private OkHttpClient httpClient;
    @UriParam(label = "advanced",
            description = "The Jackson ObjectMapper that binds rows to rowType and writes the documents and "
                    + "rows that you send. The component uses its own mapper for everything else.")
    @Metadata(autowired = true)
    private ObjectMapper objectMapper;

    public Resilience resilience() {
        return new Resilience(
                maxRetries, Duration.ofMillis(retryBackoff), Duration.ofMillis(maxRetryBackoff),
                Duration.ofMillis(maxRateLimitWait),
                whenRateLimited == WhenRateLimited.wait,
                maxRowsPerHour == null ? OptionalLong.empty() : OptionalLong.of(maxRowsPerHour));
    }

    /** A copy, for an endpoint to change. */
    public DataMakerConfiguration copy() {
        try {
            DataMakerConfiguration copy = (DataMakerConfiguration) super.clone();
            copy.httpHeader = new LinkedHashMap<>(httpHeader);
            return copy;
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

    public AuthScheme getAuthScheme() {
        return authScheme;
    }

    public void setAuthScheme(AuthScheme authScheme) {
        this.authScheme = authScheme;
    }

    public Map<String, Object> getHttpHeader() {
        return httpHeader;
    }

    public void setHttpHeader(Map<String, Object> httpHeader) {
        this.httpHeader = httpHeader == null ? new LinkedHashMap<>() : httpHeader;
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

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
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

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
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
