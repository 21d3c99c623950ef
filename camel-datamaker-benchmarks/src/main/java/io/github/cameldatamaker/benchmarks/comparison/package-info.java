/**
 * What is compared with what. The component is used by URIs, with its defaults, as a route of a user would; so are Camel's own
 * endpoints.
 */
package io.github.cameldatamaker.benchmarks.comparison;
