/**
 * A plain Java client of the DataMaker REST API. It does not know Camel and can be used alone.
 * Internal, except the client, its builder, the exceptions, and what these name.
 */
@NullMarked
package io.github.cameldatamaker.client;

import org.jspecify.annotations.NullMarked;
