/**
 * How the sandbox speaks HTTP, whatever the endpoints: requests are read and recorded, answers are written, faults break them.
 * Internal.
 */
package io.github.cameldatamaker.sandbox.http;
