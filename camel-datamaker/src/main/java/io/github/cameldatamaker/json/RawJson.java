package io.github.cameldatamaker.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Text that is JSON already.
 *
 * @param text the JSON
 */
record RawJson(@JsonValue @JsonRawValue String text) {
}
