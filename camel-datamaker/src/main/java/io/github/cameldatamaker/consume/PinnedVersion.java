package io.github.cameldatamaker.consume;

import java.util.Optional;

import io.github.cameldatamaker.DataMakerConfiguration;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerDeterminismException;
import io.github.cameldatamaker.generate.CheckPoint;
import io.github.cameldatamaker.operation.ExchangeOptions;
import io.github.cameldatamaker.operation.GeneratedDataBody;
import org.apache.camel.Message;

/**
 * The template version of a check-point. The done rows have this version, so the next rows must have it too. With another
 * version, all rows would be paid for before the first one shows it.
 */
public final class PinnedVersion {

    private final CheckPoint last;
    private final String resumeKey;

    public PinnedVersion(CheckPoint last, String resumeKey) {
        this.last = last;
        this.resumeKey = resumeKey;
    }

    /** Asks for this version, unless the URI has one, which is the same. */
    public void set(Message message, DataMakerConfiguration options) {
        if (options.getTemplateVersion() == null) {
            last.version().ifPresent(version -> message.setHeader(DataMakerConstants.TEMPLATE_VERSION, version));
        }
    }

    /** The check-point with the version of the response. */
    public CheckPoint of(ExchangeOptions options, ApiResponse response) {
        Optional<Integer> version = GeneratedDataBody.version(options, response);
        if (version.isEmpty() || version.equals(last.version())) {
            return last;
        }
        if (last.version().isPresent()) {
            throw new DataMakerDeterminismException(
                    progress() + ", but the service generated from version " + version.get() + ". Cannot resume");
        }
        return last.withVersion(version.get());
    }

    /** The error, with its meaning for the resumeKey. */
    public DataMakerApiException explain(DataMakerApiException error) {
        if (!error.isNotFound() || last.version().isEmpty()) {
            return error;
        }
        return new DataMakerApiException(
                error.getError(),
                progress()
                        + ", and can resume with that version only. The service has generated nothing: the template or this version "
                        + "is gone, or the service does not know versions here. Use another resumeKey to begin anew with the current template");
    }

    private String progress() {
        return "resumeKey=" + resumeKey + " has " + last.rows() + " of its " + last.generation().count()
                + " rows, of template version "
                + last.version().map(Object::toString).orElse("unknown");
    }
}
