/**
 * Datafaker's lists of words, read once for each locale and then drawn by index. Datafaker itself resolves its notation for each
 * value, which costs microseconds. Internal.
 */
package io.github.cameldatamaker.sandbox.generate.words;
