/**
 * The service that is read from: a JVM of its own that answers with rows it has rendered before, faster than any client here
 * reads them.
 */
package io.github.cameldatamaker.benchmarks.server;
