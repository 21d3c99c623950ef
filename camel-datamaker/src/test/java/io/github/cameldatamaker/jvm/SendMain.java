package io.github.cameldatamaker.jvm;

import java.io.InputStream;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.cameldatamaker.DataMakerComponent;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Sends something large from a route of its own JVM. Arguments: base URL, {@code rows} or {@code bytes}, how many. Prints what
 * the heap held at the end.
 */
public final class SendMain {

    private SendMain() {
    }

    /** Exits with 1 when the route failed. */
    public static void main(String[] args) throws Exception {
        long count = Long.parseLong(args[2]);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    // Camel itself would read the stream into the heap.
                    from("direct:rows").noStreamCaching().process(exchange -> rows(exchange, count))
                            .to("datamaker:saveSet?set=large");
                    from("direct:bytes").noStreamCaching().process(exchange -> exchange.getMessage().setBody(new Zeros(count)))
                            .to("datamaker:uploadFile?file=large.bin");
                }
            });
            context.start();
            context.createProducerTemplate().sendBody("direct:" + args[1], null);
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println(
                "sent " + count + " " + args[1] + " heap=" + (runtime.totalMemory() - runtime.freeMemory()) / (1 << 20) + "MB");
    }

    private static void rows(Exchange exchange, long count) {
        exchange.getMessage().setBody(IntStream.range(0, (int) count)
                .mapToObj(row -> Map.of("id", row, "text", "x".repeat(500))).iterator());
    }

    /** A stream whose length nobody knows beforehand. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, length);
            left -= read;
            return read;
        }
    }
}
