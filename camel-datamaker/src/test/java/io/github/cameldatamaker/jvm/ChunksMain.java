package io.github.cameldatamaker.jvm;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import io.github.cameldatamaker.DataMakerComponent;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Generates chunk by chunk in a JVM of its own, where a request that was refused is sent again by the route. Arguments: base URL,
 * count, chunk size. Prints how many rows arrived and a digest of them all.
 */
public final class ChunksMain {

    private ChunksMain() {
    }

    /** Exits with 1 when the route failed. */
    public static void main(String[] args) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        long[] rows = new long[1];
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:start")
                            .to("datamaker:plan?template=tmpl_customer&seed=s&count=" + args[1] + "&chunkSize=" + args[2])
                            .split(body()).streaming().stopOnException()
                            .to("direct:chunk");
                    from("direct:chunk")
                            .to("direct:generate")
                            .split(body()).streaming().stopOnException()
                            .process(exchange -> {
                                for (Object row : exchange.getMessage().getBody(List.class)) {
                                    digest.update(((String) row).getBytes(UTF_8));
                                    rows[0]++;
                                }
                            });
                    // A refused generate has no rows yet, so it may be sent again.
                    from("direct:generate").errorHandler(defaultErrorHandler().maximumRedeliveries(5).redeliveryDelay(10))
                            .to("datamaker:generate?rowType=String&batchSize=100&idleTimeout=5s");
                }
            });
            context.start();
            context.createProducerTemplate().sendBody("direct:start", null);
        }
        System.out.println("rows=" + rows[0] + " digest=" + HexFormat.of().formatHex(digest.digest()));
    }
}
