/** Errors as the contract has them: a status, a stable code, a message, details. */
package io.github.cameldatamaker.sandbox.error;
