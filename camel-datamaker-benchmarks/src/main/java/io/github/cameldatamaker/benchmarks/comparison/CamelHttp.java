package io.github.cameldatamaker.benchmarks.comparison;

import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.Exchange;
import org.apache.camel.model.RouteDefinition;

/** The request for rows as one writes it with camel-http. */
final class CamelHttp {

    private CamelHttp() {
    }

    /** @param options of camel-http, with their question mark */
    static RouteDefinition generate(RouteDefinition route, Setting setting, Format format, String options) {
        return route.setHeader(Exchange.HTTP_METHOD).constant("POST")
                .setHeader(Exchange.CONTENT_TYPE).constant("application/json")
                .setHeader("Authorization").constant("Bearer key")
                .setBody().constant(PlainHttp.generateRequest(format, setting.rows()))
                .to(setting.baseUrl() + "/templates/tmpl_customer/generate" + options);
    }
}
