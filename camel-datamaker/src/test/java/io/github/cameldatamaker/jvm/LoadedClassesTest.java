package io.github.cameldatamaker.jvm;

import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/** A first request makes no ObjectMapper unless it needs one: that takes as long as OkHttp and TLS. */
class LoadedClassesTest {

    @RegisterExtension
    static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort()).build();

    @ParameterizedTest
    @ValueSource(strings = { "batchSize=2", "rowType=String&seed=s" })
    void rowsOfNoClassNeedNoMapper(String options) throws Exception {
        SERVICE.stubFor(post(anyUrl()).willReturn(okJson("[{\"a\":1,\"b\":\"x\"},{\"a\":2.5,\"b\":null}]")));

        ForkedJvm jvm = ForkedJvm.run(GenerateMain.class, List.of("-Xlog:class+load"), Map.of("DM_API_KEY", "key"),
                SERVICE.baseUrl(), "2", "split", options);

        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        assertThat(jvm.output()).contains("rows=2 ", "io.github.cameldatamaker.client.DataMakerClient ")
                // Each mapper needs one. Camel itself looks at the class of the option objectMapper.
                .doesNotContain("com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector ");
    }
}
