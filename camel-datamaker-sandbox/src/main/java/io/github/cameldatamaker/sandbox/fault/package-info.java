/** Faults that a test can script: what goes wrong, when, and on which request. */
package io.github.cameldatamaker.sandbox.fault;
