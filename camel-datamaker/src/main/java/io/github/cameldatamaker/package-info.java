/**
 * The Camel component {@code datamaker}: from a URI and headers to a request, and from a response to a body.
 */
package io.github.cameldatamaker;
