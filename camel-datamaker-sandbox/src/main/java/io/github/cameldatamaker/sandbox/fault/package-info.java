/** Faults that a test scripts. Internal, but for {@link io.github.cameldatamaker.sandbox.fault.Faults}. */
package io.github.cameldatamaker.sandbox.fault;
