/**
 * Control over HTTP, under {@code /_sandbox/api}: what the Java API does, for tests in any language. Internal.
 */
package io.github.cameldatamaker.sandbox.control;
