package io.github.cameldatamaker.option;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerEndpoint;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GenerateFormat;
import okhttp3.OkHttpClient;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Bad configuration: a clear error when the route starts, or before any request goes out. */
class ConfigurationTest extends WireMockRouteTest {

    private Throwable startProducer(String uri) {
        return catchThrowable(() -> route(r -> r.from("direct:a").to(uri)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "datamaker:generat?template=t&count=1          | datamaker:generat is not an operation; did you mean generate? | generate, preview",
            "datamaker:list-templates                      | did you mean listTemplates? | generate, preview",
            "datamaker:destroyAll                          | datamaker:destroyAll is not an operation. | Known are generate, preview",
            "datamaker:generate?template=t&count=0         | count is 0 | at least 1",
            "datamaker:generate?template=t&count=-3        | count is -3 | at least 1",
            "datamaker:generate?template=t&count=many      | count | many",
            "datamaker:generate?template=t&count=1.5       | count | 1.5",
            "datamaker:generate?template=t&count=1&format=pdf | format=pdf is not | one of json, csv, sql, xlsx",
            "datamaker:generate?template=t&count=1&FORMAT=cvs | FORMAT=cvs is not | one of json, csv, sql, xlsx; did you mean csv?",
            "datamaker:generate?count=1&templateVersion=0  | templateVersion is 0 | at least 1",
            "datamaker:generate?count=1&batchSize=0        | batchSize is 0 | at least 1",
            "datamaker:generate?count=1&maxInMemorySize=0  | maxInMemorySize is 0 | at least 1",
            "datamaker:generate?count=1&rowType=com.acme.Customer | rowType=com.acme.Customer | class path",
            "datamaker:generate?count=1&outputType=Lists   | outputType=Lists is not one of Stream, Iterator, List, String, Bytes | did you mean List?",
            "datamaker:runScenario?wait=yes                | wait=yes is not | one of none, server, poll",
            "datamaker:generate?whenRateLimited=retry      | whenRateLimited=retry is not | one of wait, fail",
            "datamaker:generate?batchSize=many             | batchSize=many is not a whole number | only digits",
            "datamaker:generate?templateVersion=v3         | templateVersion=v3 is not a whole number | only digits",
            "datamaker:plan?chunkSize=5s                   | chunkSize=5s is not a whole number | only digits",
            "datamaker:plan?chunkSize=10k                  | chunkSize=10k is not a whole number | only digits",
            "datamaker:generate?maxInMemorySize=64m        | maxInMemorySize=64m is not a whole number | only digits",
            "datamaker:generate?maxRetries=none            | maxRetries=none is not a whole number | only digits",
            "datamaker:generate?maxRetries=9999999999      | maxRetries=9999999999 is too large | at most 2147483647",
            "datamaker:generate?resume=yes                 | resume=yes is neither | true nor false",
            "datamaker:generate?configuration.count=5s     | configuration.count=5s is not a whole number | only digits",
            "datamaker:generate?pollInterval=PT5S          | pollInterval=PT5S is not a duration | pollInterval=5s",
            "datamaker:generate?maxRateLimitWait=long      | maxRateLimitWait=long is not a duration | maxRateLimitWait=5s",
            "datamaker:generate?count=1&baseUrl=http://api.example.com | plain http to another machine | https",
            "datamaker:generate?count=1&baseUrl=http://127.0.0.1.example.com | plain http to another machine | https",
            "datamaker:generate?count=1&baseUrl=ftp://localhost | ftp://localhost | not an http or https URL",
            "datamaker:generate?count=1&baseUrl=api.example.com | api.example.com | not an http or https URL",
            "datamaker:generate?count=1&baseUrl=https://u:p@localhost | baseUrl | without user",
            "datamaker:generate?count=1&connectTimeout=0   | connectTimeout is 0 ms | at least 1 ms",
            "datamaker:generate?count=1&responseTimeout=-1 | responseTimeout is -1 ms | at least 1 ms",
            "datamaker:generate?count=1&idleTimeout=0      | idleTimeout is 0 ms | at least 1 ms",
            "datamaker:generate?count=1&proxyHost=localhost | proxyHost=localhost | proxyPort",
            "datamaker:generate?count=1&proxyPort=3128     | proxyPort | proxyHost",
            "datamaker:generate?count=1&proxyUsername=u    | proxyUsername | proxyHost",
            "datamaker:generate?count=1&format=sql&outputType=List | outputType=List | format=sql",
            "datamaker:generate?count=1&format=xlsx&outputType=Iterator | outputType=Iterator | format=xlsx",
            "datamaker:generate?count=1&format=xlsx&outputType=String | outputType=String | workbook",
            "datamaker:generate?count=1&batchSize=2&outputType=Stream | batchSize=2 | outputType=Stream",
            "datamaker:generate?count=1&batchSize=2&format=sql | batchSize=2 | format=sql",
            "datamaker:generate?count=1&rowType=String&outputType=Bytes | rowType=String | outputType=Bytes",
            "datamaker:generate?count=1&rowType=String&format=xlsx | rowType=String | format=xlsx",
            "datamaker:preview?batchSize=2&outputType=String | batchSize=2 | outputType=String",
            "datamaker:preview?rowType=String&outputType=Stream | rowType=String | outputType=Stream",
            "datamaker:preview?format=xlsx                 | format=xlsx is for datamaker:generate | preview always gives json",
            "datamaker:loadSet?format=csv                  | format=csv is for datamaker:generate | loadSet always gives json",
            "datamaker:loadSet?rowType=String&outputType=Bytes | rowType=String | outputType=Bytes",
            "datamaker:loadSet?batchSize=2&outputType=Stream | batchSize=2 | outputType=Stream",
            "datamaker:generate?count=1&colour=red         | colour=red | colour is not an option of datamaker.",
            "datamaker:generate?cuont=1                    | cuont=1 | cuont is not an option of datamaker; did you mean count?",
            "datamaker:listRuns?scenrio=s                  | scenrio=s | scenrio is not an option of datamaker; did you mean scenario?" })
    void wrongOptionsAreRefusedAtTheStart(String uri, String names, String wayOut) {
        assertThat(startProducer(uri)).as(uri).isNotNull().hasStackTraceContaining(names).hasStackTraceContaining(wayOut);
        SERVICE.verify(0, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://localhost:1", "http://127.0.0.1:1", "http://127.1.2.3:1", "http://[::1]:1",
            "https://api.example.com" })
    void addressesThatAreAllowed(String url) {
        assertThat(startProducer("datamaker:generate?count=1&baseUrl=" + url)).isNull();
    }

    @Test
    void noKey() {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setApiKey(null);

        assertThat(startProducer("datamaker:generate?template=t&count=1")).hasStackTraceContaining("apiKey is not set")
                .hasStackTraceContaining("DM_API_KEY").hasStackTraceContaining("camel.component.datamaker.api-key");
    }

    @ParameterizedTest
    @ValueSource(strings = { "secret\nInjected: header", "secret key", "sécret" })
    void aKeyThatNoHeaderCanCarry(String key) {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setApiKey(key);

        Throwable error = startProducer("datamaker:generate?template=t&count=1");

        assertThat(error).hasStackTraceContaining("apiKey holds a blank, a line break or another character")
                .hasStackTraceContaining("RAW(");
        assertThat(stackTrace(error)).doesNotContain(key).doesNotContain("Injected");
    }

    private static String stackTrace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "CamelDataMakerCount | many | whole number",
            "CamelDataMakerCount | 1.9 | not a whole number",
            "CamelDataMakerCount | 1e3 | not a whole number",
            "CamelDataMakerCount | NaN | not a whole number",
            "CamelDataMakerCount | '' | not a whole number",
            "CamelDataMakerCount | 9223372036854775808 | too large; it must be at most 9223372036854775807",
            "CamelDataMakerTemplateVersion | 4294967297 | too large; it must be at most 2147483647",
            "CamelDataMakerFormat | '' | not one of json, csv, sql, xlsx",
            "CamelDataMakerOperation | '' | one of generate, preview, plan",
            "CamelDataMakerCount | 0 | count is 0; it must be at least 1",
            "CamelDataMakerTemplateVersion | -1 | templateVersion is -1; it must be at least 1",
            "CamelDataMakerTemplateVersion | v3 | whole number",
            "CamelDataMakerFormat | pdf | not one of json, csv, sql, xlsx",
            "CamelDataMakerFormat | jsn | did you mean json?",
            "CamelDataMakerOperation | destroy | one of generate, preview, plan, check, listTemplates",
            "CamelDataMakerOperation | previw | did you mean preview?",
            "CamelDataMakerOverrides | x=1 | a Map",
            "CamelDataMakerTemplate | .. | template '..' cannot be part of a path" })
    void aBadHeader(String header, String value, String wayOut) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1"));

        Exception error = template.request("direct:a", e -> e.getMessage().setHeader(header, value)).getException();

        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining(wayOut);
        assertThat(error.getMessage()).contains(value);
        SERVICE.verify(0, postRequestedFor(anyUrl()));
    }

    static Stream<Object> numbersThatAreNotWhole() {
        return Stream.of(1.9, 1.9f, new BigDecimal("1.9"), Double.NaN, Double.POSITIVE_INFINITY, 1e30,
                new BigInteger("9223372036854775809"),
                true, new Date(5), List.of(1, 2));
    }

    /** Camel makes a number of each. */
    @ParameterizedTest
    @MethodSource("numbersThatAreNotWhole")
    void aNumberThatIsNotWhole(Object value) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1"));

        Exception error = template.request("direct:a", e -> e.getMessage().setHeader("CamelDataMakerCount", value))
                .getException();

        assertThat(error).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("Header CamelDataMakerCount is '" + value + "', which is");
        SERVICE.verify(0, postRequestedFor(anyUrl()));
    }

    static Stream<Object> wholeNumbers() {
        return Stream.of(3, 3L, (short) 3, 3.0, new BigDecimal("3.00"), new BigDecimal("0.3E1"), BigInteger.valueOf(3),
                new AtomicLong(3), "3", " 3\n",
                new StringBuilder("3"), "3".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void aWholeNumber(Object value) throws Exception {
        answerJson("[{},{},{}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&outputType=List"));

        Exchange out = template.request("direct:a", e -> {
            e.getMessage().setHeader("CamelDataMakerCount", value);
            e.getMessage().setHeader("CamelDataMakerTemplateVersion", value);
        });

        assertThat(out.getException()).isNull();
        SERVICE.verify(postRequestedFor(urlEqualTo("/templates/t@v3/generate"))
                .withRequestBody(equalToJson("{\"count\":3}", true, true)));
    }

    /** A header that comes from elsewhere may be of any length. */
    @Test
    void aLongHeaderIsCutInTheMessage() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1"));

        Exception error = template.request("direct:a", e -> e.getMessage().setHeader("CamelDataMakerCount", "x".repeat(5000)))
                .getException();

        assertThat(error).isInstanceOf(DataMakerException.class);
        assertThat(error.getMessage()).hasSizeLessThan(300).contains("xxx...'");
    }

    @Test
    void aBadHeaderOfARun() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:runScenario?scenario=s"));

        Exception error = template.request("direct:a", e -> e.getMessage().setHeader("CamelDataMakerWait", "yes")).getException();

        assertThat(error).isInstanceOf(DataMakerException.class)
                .hasMessage("Header CamelDataMakerWait is 'yes', which is not one of none, server, poll");
        SERVICE.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aHeaderThatDoesNotGoWithAnOption() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&outputType=List"));

        Exception error = template.request("direct:a", e -> e.getMessage().setHeader("CamelDataMakerFormat", "xlsx"))
                .getException();

        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining("outputType=List")
                .hasMessageContaining("format=xlsx");
        SERVICE.verify(0, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "datamaker:generate?count=1 | needs a template | CamelDataMakerTemplate",
            "datamaker:generate?template=t | needs a count | CamelDataMakerCount",
            "datamaker:preview | needs a template | CamelDataMakerTemplate" })
    void aMissingIdFailsItsExchange(String uri, String names, String header) throws Exception {
        route(r -> r.from("direct:a").to(uri));

        Exchange out = template.request("direct:a", e -> {});

        assertThat(out.getException()).isInstanceOf(DataMakerException.class).hasMessageContaining(names)
                .hasMessageContaining(header);
        SERVICE.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void anOverrideThatIsNoJson() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1"));
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);

        Exception error = template.request("direct:a", e -> e.getMessage().setHeader("CamelDataMakerOverrides", loop))
                .getException();

        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining("cannot be written as JSON");
    }

    @Test
    void optionsOfTheComponentAreDefaultsOfItsEndpoints() throws Exception {
        DataMakerConfiguration configuration = context.getComponent("datamaker", DataMakerComponent.class).getConfiguration();
        configuration.setTemplate("tmpl_component");
        configuration.setCount(3L);
        configuration.setFormat(GenerateFormat.csv);
        answerCsv("a\n1\n2\n3\n");
        route(r -> r.from("direct:a").to("datamaker:generate?count=2").process(e -> {}));

        template.sendBody("direct:a", null);

        SERVICE.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson("{\"count\":2,\"format\":\"csv\"}")));
    }

    @Test
    void aFormatOfTheComponentIsNoContradiction() {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setFormat(GenerateFormat.xlsx);

        assertThat(startProducer("datamaker:preview?template=t&outputType=List")).isNull();
    }

    /** We read the names of enums as Camel does. */
    @ParameterizedTest
    @ValueSource(strings = { "CSV", "csv", "#bean:format", "{{format}}" })
    void formatsThatAreAllowed(String format) {
        context.getRegistry().bind("format", GenerateFormat.csv);
        context.getPropertiesComponent().addInitialProperty("format", "csv");

        assertThat(startProducer("datamaker:generate?count=1&FORMAT=" + format)).isNull();
    }

    @Test
    void componentOptionsBindByName() throws Exception {
        try (var main = new DefaultCamelContext()) {
            main.getPropertiesComponent().addInitialProperty("key", apiKey());
            main.start();
            answerJson("[{\"a\":1}]");
            DataMakerComponent component = main.getComponent("datamaker", DataMakerComponent.class);
            component.getComponentPropertyConfigurer().configure(main, component, "apiKey", apiKey(), true);
            component.getComponentPropertyConfigurer().configure(main, component, "baseUrl", baseUrl(), true);

            main.createProducerTemplate().requestBody(
                    "datamaker:generate?template=t&count=1&connectTimeout=5s&apiKey=RAW({{key}})", null, String.class);

            SERVICE.verify(postRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer " + apiKey())));
        }
    }

    @Test
    void aClientOfTheRegistryIsUsedAndNotClosed() throws Exception {
        OkHttpClient shared = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(chain.request().newBuilder().header("X-Team", "qa").build())).build();
        try (var own = new DefaultCamelContext()) {
            own.getRegistry().bind("http", shared);
            own.start();
            answerJson("[{\"a\":1}]");
            own.createProducerTemplate().requestBody(
                    "datamaker:generate?template=t&count=1&apiKey=RAW(" + apiKey() + ")&baseUrl=" + baseUrl(), null,
                    String.class);
        }

        SERVICE.verify(postRequestedFor(anyUrl()).withHeader("X-Team", equalTo("qa")));
        assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    void aConsumerNeedsWhatNoHeaderCanBring() {
        assertThatThrownBy(() -> route(r -> r.from("datamaker:generate?count=1").to("mock:x")))
                .hasStackTraceContaining("needs the option template");
        assertThatThrownBy(() -> route(r -> r.from("datamaker:generate?template=t").to("mock:y")))
                .hasStackTraceContaining("needs the option count");
        assertThatThrownBy(() -> route(r -> r.from("datamaker:preview?template=t").to("mock:z")))
                .hasStackTraceContaining("from(\"datamaker:preview\") is not possible")
                .hasStackTraceContaining("datamaker:generate");
    }

    /** Camel would poll twice a second, and pay each time. */
    @ParameterizedTest
    @ValueSource(strings = { "0", "-1" })
    void aDelayOfZeroIsRefused(String delay) {
        assertThatThrownBy(() -> route(r -> r.from("datamaker:generate?template=t&count=1&delay=" + delay).to("mock:x")))
                .hasStackTraceContaining("delay is " + delay + "; it must be at least 1");
    }

    /** None would ever be emitted. */
    @ParameterizedTest
    @ValueSource(strings = { "", " ", "done,,failed" })
    void aBlankStatus(String statuses) {
        assertThatThrownBy(() -> route(r -> r.from("datamaker:runs?scenario=s&statuses=" + statuses).to("mock:x")))
                .hasStackTraceContaining("names a blank status");
    }

    /** A user would expect that it cuts the generation into chunks. */
    @ParameterizedTest
    @ValueSource(strings = { "generate?template=t&chunkSize=1000", "generate?template=t&chunkSize=10000", "preview?chunksize=5",
            "runs?chunkSize=5" })
    void aChunkSizeOutsideOfPlanIsRefused(String uri) {
        String value = uri.substring(uri.lastIndexOf('=') + 1);

        assertThatThrownBy(() -> context.getEndpoint("datamaker:" + uri)).rootCause().isInstanceOf(DataMakerException.class)
                .hasMessage(
                        "chunkSize=" + value + " has no meaning in datamaker:"
                                + uri.substring(0, uri.indexOf('?'))
                                + ". Make the chunks with datamaker:plan, or leave chunkSize out");
    }

    /** It is for the endpoints of plan. */
    @Test
    void aChunkSizeOfTheComponent() {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setChunkSize(500);

        assertThat(context.getEndpoint("datamaker:generate?template=t")).isNotNull();
        assertThat(context.getEndpoint("datamaker:plan?template=t&chunkSize=5", DataMakerEndpoint.class).getConfiguration()
                .getChunkSize()).isEqualTo(5);
    }

    /** The component's value is for generate, but a value in a URI is for its own operation. */
    @Test
    void anOptionInTheUriIsTheEndpointsOwnEvenWithTheValueOfTheComponent() {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setFormat(GenerateFormat.csv);

        assertThat(startProducer("datamaker:preview?template=t")).isNull();
        for (String uri : List.of("preview?template=t&format=csv", "preview?template=t&configuration.format=csv",
                "loadSet?set=s&FORMAT=csv")) {
            assertThat(startProducer("datamaker:" + uri)).as(uri).hasStackTraceContaining("format=csv is for datamaker:generate");
        }
    }

    /** Camel reads texts for a Long as durations: 5s was 5,000 rows, and abc was 0. */
    @ParameterizedTest
    @ValueSource(strings = { "5s", "1h", "abc", "1,000", "1.5" })
    void aCountThatIsNoNumber(String count) {
        assertThatThrownBy(() -> context.getEndpoint("datamaker:generate?template=t&count=" + count))
                .hasStackTraceContaining("count=" + count + " is not a whole number");
    }
}
