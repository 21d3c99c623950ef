/**
 * One exchange of the producer: its options, its request, and the body from its answer. Internal: may change in any release.
 */
@NullMarked
package io.github.cameldatamaker.operation;

import org.jspecify.annotations.NullMarked;
