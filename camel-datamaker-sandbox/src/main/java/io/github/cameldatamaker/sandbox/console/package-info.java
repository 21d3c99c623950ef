/**
 * The console: pages for a browser, rendered here, that show and change what the control calls do. Internal.
 */
package io.github.cameldatamaker.sandbox.console;
