/** Faults that a test scripts: what goes wrong, when, and on which request. Internal, but for {@link io.github.cameldatamaker.sandbox.fault.Faults}. */
package io.github.cameldatamaker.sandbox.fault;
