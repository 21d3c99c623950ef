/**
 * The Camel component {@code datamaker}: the classes that Camel finds, and those that users name.
 */
package io.github.cameldatamaker;
