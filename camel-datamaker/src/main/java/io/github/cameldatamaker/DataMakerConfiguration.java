package io.github.cameldatamaker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateFormat;
import io.github.cameldatamaker.generate.OutputType;
import okhttp3.OkHttpClient;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
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

    @UriParam(label = "common", description = "How many rows to generate, at least 1.")
    private Long count;
    @UriParam(label = "common", defaultValue = "json", description = "The format to generate.")
    private GenerateFormat format = GenerateFormat.json;
    @UriParam(label = "common", description = "The seed: the same seed gives the same rows. A random one when not set.")
    private String seed;
    @UriParam(label = "common",
              description = "What the body is made of right away. When not set, it is GeneratedData, which is read as the route asks "
                            + "for it: as rows, or as bytes.")
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
              description = "An OkHttpClient to derive the component's own from: its connections, threads, interceptors, proxy and TLS "
                            + "are used, and it is never closed.")
    @Metadata(autowired = true)
    private OkHttpClient httpClient;
    @UriParam(label = "advanced", description = "The Jackson ObjectMapper that binds rows to rowType and writes request bodies.")
    @Metadata(autowired = true)
    private ObjectMapper objectMapper;

    /**
     * Refuses what cannot work together, whatever an exchange brings.
     *
     * @throws DataMakerException that names both options
     */
    void checkOutput(GenerateFormat forFormat) {
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
}
