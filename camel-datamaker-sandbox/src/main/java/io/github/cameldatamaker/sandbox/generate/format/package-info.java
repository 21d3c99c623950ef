/** The formats that rows are written in, each row by row. */
package io.github.cameldatamaker.sandbox.generate.format;
