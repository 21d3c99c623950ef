/** Errors as the contract wants them: a status, a stable code, a message, details. */
package io.github.cameldatamaker.sandbox.error;
