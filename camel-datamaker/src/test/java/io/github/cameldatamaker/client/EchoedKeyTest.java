package io.github.cameldatamaker.client;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A service, or a proxy on the way, that echoes the key wherever it can: no header, exception or log shows it. */
class EchoedKeyTest extends LoopbackServiceTest<RawService> {

    static final String KEY = "dm_live_echoed+key/=";

    /** The part of the key that a parser quotes up to the end of a word. */
    private static final String PART = "live_echoed";

    EchoedKeyTest() {
        super(new RawService());
    }

    @Override
    protected String apiKey() {
        return KEY;
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setMaxRetries(0);
    }

    private static String answer(String status, String headers, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n"
                + body;
    }

    private Exchange request(String uri) {
        Exchange exchange = template.request("datamaker:" + uri, e -> {});
        assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain(PART);
        if (exchange.getException() != null) {
            StringWriter trace = new StringWriter();
            exchange.getException().printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(PART);
        }
        return exchange;
    }

    @ParameterizedTest
    @ValueSource(strings = { "getTemplate?template=t", "generate?template=t&count=1", "downloadFile?file=f",
            "runScenario?scenario=s" })
    void inHeadersOfASuccess(String uri) {
        service.answer(answer("200 " + KEY,
                "Content-Type: application/json; key=" + KEY + "|X-Request-Id: " + KEY + "|X-Template-Version: "
                        + KEY + "|X-RateLimit-Reset: " + KEY,
                "{}"));

        Exchange exchange = request(uri);

        assertThat(exchange.getMessage().getHeader(DataMakerConstants.CONTENT_TYPE)).isEqualTo("application/json; key=***");
        assertThat(exchange.getMessage().getHeader(DataMakerConstants.REQUEST_ID)).isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "400 KEY|Content-Type: KEY/x|Bearer KEY", "200 OK|Content-Type: text/html; x=KEY|<html>KEY",
            "401 KEY|Content-Type: KEY|KEY",
            "429 KEY|Retry-After: KEY|{'error':{'code':'KEY','message':'KEY','details':{'KEY':'KEY'}}}",
            "302 KEY|Location: http://h/KEY|''",
            "503 no|Content-Type: x|{'error':{'code':'c','message':'m','details':{'request_id':'KEY'}}}" })
    void inAnError(String status, String headers, String body) {
        service.answer(answer(status.replace("KEY", KEY), (headers + "\r\nX-Request-Id: KEY").replace("KEY", KEY),
                body.replace("KEY", KEY).replace('\'', '"')));

        assertThat(request("getTemplate?template=t").getException()).hasMessageContaining("***");
    }

    @Test
    void inAStatusLineThatIsNone() {
        service.answer("Authorization: Bearer " + KEY + "\r\n\r\n");

        assertThat(request("getTemplate?template=t").getException()).hasMessageContaining("***");
    }

    /** The first letter of the key is a hexadecimal digit, so it is not quoted. */
    @ParameterizedTest
    @ValueSource(strings = { "getTemplate?template=t", "generate?template=t&count=1&outputType=List",
            "generate?template=t&count=1&outputType=Bytes" })
    void inAChunkSizeThatIsNone(String uri) {
        service.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + KEY + "\r\n");

        assertThat(request(uri).getException()).hasMessageContaining("***");
    }

    @Test
    void inADocumentThatIsNoJson() {
        service.answer(RawService.json("[" + KEY + "]"));

        assertThat(request("getTemplate?template=t").getException()).hasMessageContaining("is no JSON")
                .hasMessageContaining("***");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&rowType=io.github.cameldatamaker.generate.Customer" })
    void inARowThatIsNone(String options) {
        service.answer(RawService.json("[{\"id\":" + KEY + "}]"));

        assertThat(request("generate?template=t&count=1&outputType=List" + options).getException()).hasMessageContaining("***");
    }

    @Test
    void inACursor() {
        service.answer(RawService.json("{\"items\":[],\"next_cursor\":\"" + KEY + "\"}"));

        assertThat(request("listTemplates").getMessage().getHeader(DataMakerConstants.NEXT_CURSOR)).isEqualTo("***");
        assertThat(request("listTemplates?outputType=List").getException()).hasMessageContaining("'***' a second time");
    }

    @Test
    void inTheNameOfASet() {
        service.answer(RawService.json("{\"name\":\"" + KEY + "\",\"version\":1,\"rows\":[]}"));

        assertThat(request("loadSet?set=s").getMessage().getHeader(DataMakerConstants.LOADED_SET)).isEqualTo("***");
    }

    @Test
    void inTheReasonOfAFailedRun() {
        service.answer(RawService.json("{\"id\":\"r\",\"status\":\"failed\",\"error\":\"KeyError: " + KEY + "\"}"));

        assertThat(request("awaitRun?scenario=s&run=r").getException()).hasMessageContaining("KeyError: ***");
    }
}
