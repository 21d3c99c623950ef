/**
 * A plain Java client of the DataMaker REST API. It does not know Camel and can be used alone.
 */
@NullMarked
package io.github.cameldatamaker.client;

import org.jspecify.annotations.NullMarked;

