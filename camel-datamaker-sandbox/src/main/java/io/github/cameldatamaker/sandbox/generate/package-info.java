/** Rows from templates: the seed, the plan of a row, the rows themselves. */
package io.github.cameldatamaker.sandbox.generate;
