/** The types of fields, grouped by what their values are about. */
package io.github.cameldatamaker.sandbox.generate.field;
