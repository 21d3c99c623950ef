/** Templates: what they are, how they are read, and where their versions are kept. */
package io.github.cameldatamaker.sandbox.template;
