/**
 * The vendor's platform, as far as its OpenAPI document 0.9.17 and the contract have calls in common. Internal.
 */
package io.github.cameldatamaker.sandbox.platform;
