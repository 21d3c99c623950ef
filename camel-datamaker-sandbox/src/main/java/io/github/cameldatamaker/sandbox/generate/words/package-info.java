/** Datafaker's lists and expressions, resolved once a locale and then drawn by index: its own resolution costs microseconds a value. */
package io.github.cameldatamaker.sandbox.generate.words;
