/** The sandbox as a JUnit 5 extension. */
package io.github.cameldatamaker.sandbox.junit;
