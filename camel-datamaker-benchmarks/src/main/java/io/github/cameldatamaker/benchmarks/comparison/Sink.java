package io.github.cameldatamaker.benchmarks.comparison;

import java.util.Iterator;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;

/** Where rows go, started for it inside this process, or as a process of its own that ends with it. */
interface Sink extends AutoCloseable {

    /** Its name and version. */
    String product() throws Exception;

    /** The shape of the rows that it takes, as options of the component. */
    String shape();

    /** Such rows without the component, for each pass anew. */
    Supplier<Iterator<?>> prebuilt(PlainHttp http, long rows) throws Exception;

    /** Puts what its endpoint needs into the registry, and gives the endpoint. */
    String endpoint(CamelContext camel) throws Exception;

    /** Checks that so many rows have arrived, and takes them away. */
    void take(long rows) throws Exception;

    @Override
    void close() throws Exception;
}
