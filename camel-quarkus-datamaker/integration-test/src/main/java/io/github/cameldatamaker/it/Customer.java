package io.github.cameldatamaker.it;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A row. A native image must keep it, which its author asks for. */
@RegisterForReflection
public record Customer(String first_name, String last_name) {
}
