package io.github.cameldatamaker.benchmarks.comparison;

import java.util.List;

import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.Exchange;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** The request for rows as one writes it with camel-http. */
final class CamelHttp {

    private CamelHttp() {
    }

    /** @param options of camel-http, with their question mark */
    static RouteDefinition generate(RouteDefinition route, Setting setting, Format format, String options) {
        return generate(route, setting.baseUrl(), format, setting.rows(), options);
    }

    private static RouteDefinition generate(
            RouteDefinition route, String baseUrl, Format format, long count, String options) {
        return route.setHeader(Exchange.HTTP_METHOD).constant("POST")
                .setHeader(Exchange.CONTENT_TYPE).constant("application/json")
                .setHeader("Authorization").constant("Bearer key")
                .setBody().constant(PlainHttp.generateRequest(format, count))
                .to(baseUrl + "/templates/tmpl_customer/generate" + options);
    }

    /** A few rows, all of them in memory: what most write first. */
    static ProcessorDefinition<?> smallGenerate(RouteDefinition route, Setting setting, int count) {
        return generate(route, setting.baseUrl(), Format.json, count, "").unmarshal().json(List.class);
    }
}
