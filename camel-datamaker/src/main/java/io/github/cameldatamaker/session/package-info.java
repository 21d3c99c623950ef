/**
 * What a started endpoint has: the client, the clock, the timer, waits, metrics and health. Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.session;

import org.jspecify.annotations.NullMarked;
