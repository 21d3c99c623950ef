/**
 * A plain Java client of the DataMaker REST API. It knows nothing of Camel and can be used on its own.
 */
@NullMarked
package io.github.cameldatamaker.client;

import org.jspecify.annotations.NullMarked;

