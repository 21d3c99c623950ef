package io.github.cameldatamaker;

import java.util.Map;
import java.util.function.Function;

/**
 * The operations, spelled as in URIs, each with its row of the REST contract: method, path, and what its request carries.
 * The placeholders of a path are the ids that the operation needs.
 */
public enum DataMakerOperation {

    /** Generates rows: {@code POST /templates/{id}/generate}. */
    generate("POST", "/templates/{template}/generate", ExchangeOptions::generateBody),

    /** Generates three rows, without a debit: {@code POST /templates/{id}/preview}. */
    preview("POST", "/templates/{template}/preview", ExchangeOptions::previewBody);

    private final String method;
    private final String path;
    private final Function<ExchangeOptions, Map<String, Object>> body;

    DataMakerOperation(String method, String path, Function<ExchangeOptions, Map<String, Object>> body) {
        this.method = method;
        this.path = path;
        this.body = body;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Map<String, Object> body(ExchangeOptions options) {
        return body.apply(options);
    }

    /** Whether {@code from("datamaker:...")} knows it. */
    boolean isConsumable() {
        return this == generate;
    }
}
