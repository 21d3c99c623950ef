/** The endpoints of the contract, and what every request passes before it reaches one: recording, faults, the key, the budget. */
package io.github.cameldatamaker.sandbox.http;
