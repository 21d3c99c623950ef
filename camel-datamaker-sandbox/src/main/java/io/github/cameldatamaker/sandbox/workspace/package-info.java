/** The workspace: what it holds, and what its plan lets it use. Internal. */
package io.github.cameldatamaker.sandbox.workspace;
