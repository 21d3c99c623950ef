package io.github.cameldatamaker.session;

import java.util.Map;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerConsumerConfiguration;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.generate.rows.RowShape;

/**
 * The options of a started endpoint. Headers of an exchange may override them.
 *
 * @param operation     the operation in the URI
 * @param configuration the options
 * @param consumer      the options of consumers only
 * @param overrides     values for fields of the template
 * @param params        params of a run
 * @param rowShape      how to hand out rows
 */
public record EndpointOptions(
        DataMakerOperation operation, DataMakerConfiguration configuration, DataMakerConsumerConfiguration consumer,
        Map<String, Object> overrides, Map<String, Object> params, RowShape rowShape) {
}
