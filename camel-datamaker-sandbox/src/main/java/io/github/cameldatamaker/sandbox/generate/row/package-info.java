/** A row in the making: what its fields draw from, and what they see of it. Internal. */
package io.github.cameldatamaker.sandbox.generate.row;
