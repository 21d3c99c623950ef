package io.github.cameldatamaker.jvm;

import java.lang.management.ManagementFactory;
import java.util.Objects;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerEndpoint;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Sends one exchange through each of the given datamaker URIs, in its own JVM, and prints everything that a key could show up
 * in. Arguments: base URL, then the URIs. The key comes from the environment, or is in a URI.
 */
public final class RouteMain {

    private RouteMain() {
    }

    /** Exits with 0 even if exchanges fail, because some are meant to fail. */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
            component.getConfiguration().setBaseUrl(args[0]);
            for (int i = 1; i < args.length; i++) {
                String uri = args[i];
                String from = "direct:" + i;
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(from).to(uri).log("${body.toString()}").split(body()).streaming().to("log:rows?showAll=true");
                    }
                });
            }
            context.start();
            for (int i = 1; i < args.length; i++) {
                send(context, "direct:" + i);
            }
            context.getEndpoints().forEach(RouteMain::print);
            System.out.println(component + " " + component.getConfiguration());
            printManagement();
        }
    }

    private static void send(CamelContext context, String uri) {
        Exchange exchange = context.createProducerTemplate().request(uri, e -> {});
        System.out.println(exchange + " " + exchange.getMessage().getHeaders());
        if (exchange.getException() != null) {
            exchange.getException().printStackTrace(System.out);
        } else {
            System.out.println("OK " + uri);
        }
    }

    private static void print(Endpoint endpoint) {
        System.out.println(endpoint);
        if (endpoint instanceof DataMakerEndpoint datamaker) {
            System.out.println(
                    datamaker.getConfiguration() + " " + datamaker.getServiceUrl() + " " + datamaker.getServiceMetadata());
        }
    }

    private static void printManagement() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            System.out.println("MBean " + name);
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    System.out.println(
                            attribute.getName() + "=" + Objects.toString(server.getAttribute(name, attribute.getName())));
                } catch (Exception e) {
                    System.out.println(e);
                }
            }
        }
    }
}
