package io.github.cameldatamaker.examples;

/** A broker that an example starts itself. */
interface LocalBroker extends AutoCloseable {

    /** Where other processes find it. */
    String url();
}
