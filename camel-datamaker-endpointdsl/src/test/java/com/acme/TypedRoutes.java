package com.acme;

import io.github.cameldatamaker.endpointdsl.DataMakerEndpointBuilderFactory.DataMakerBuilders;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

public class TypedRoutes extends EndpointRouteBuilder implements DataMakerBuilders {

    @Override
    public void configure() {
        from(direct("customers"))
            .to(datamaker("generate").template("tmpl_customer").count(5L).seed("first").overrides("country", "DE"))
            .split(body()).streaming()
                .to(log("customers"));
    }
}
