package io.github.cameldatamaker.sandbox.fault;

/** What goes wrong with one request. */
public interface Fault {
}
