package io.github.cameldatamaker.it;

import org.apache.camel.builder.RouteBuilder;

/** Routes as users write them. */
public class Routes extends RouteBuilder {

    @Override
    public void configure() {
        // A test gives other options.
        from("direct:customers").to("datamaker:generate?template=tmpl_customer&{{customers.options:count=3}}&outputType=List");
        from("direct:typed")
                .to("datamaker:generate?template=tmpl_customer&count=3&outputType=List&rowType=" + Customer.class.getName());
        from("direct:plan").to("datamaker:plan?template=tmpl_customer&count=25&chunkSize=10&outputType=List");
        from("direct:missing")
                .doTry().to("datamaker:getTemplate?template=none")
                .doCatch(Exception.class).setBody(simple("${exception.statusCode}"))
                .end();
    }
}
