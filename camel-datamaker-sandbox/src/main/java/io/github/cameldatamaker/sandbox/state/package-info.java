/** The state of a workspace as one JSON document, and in a folder that outlives the sandbox. Internal. */
package io.github.cameldatamaker.sandbox.state;
