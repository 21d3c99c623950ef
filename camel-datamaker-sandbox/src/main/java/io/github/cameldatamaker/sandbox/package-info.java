/** DataMaker on localhost: every endpoint of the REST contract with real state, for tests and for routes without an account. */
package io.github.cameldatamaker.sandbox;
