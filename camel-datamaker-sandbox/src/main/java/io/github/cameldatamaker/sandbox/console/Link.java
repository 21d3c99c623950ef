package io.github.cameldatamaker.sandbox.console;

/** A link in the navigation. */
record Link(String href, String name) {
}
