package io.github.cameldatamaker.consume;

import java.util.Set;
import java.util.concurrent.CancellationException;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerConnectionException;
import io.github.cameldatamaker.client.DataMakerDeterminismException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import org.apache.camel.util.ObjectHelper;

/**
 * What a failed poll for rows means for the next one.
 */
public final class FailedPoll {

    /** The key may be renewed, and a right may be granted. */
    private static final Set<Integer> OF_ACCOUNT = Set.of(401, 403);

    private FailedPoll() {
    }

    /** Whether another poll would fail in the same way, and would only pay for all rows again. */
    public static boolean isFinal(RuntimeException failure) {
        boolean mayPass = failure instanceof DataMakerException ours && ours.isTemporary()
                || failure instanceof UnwrittenCheckPointException
                || failure instanceof DataMakerApiException api && OF_ACCOUNT.contains(api.getStatusCode());
        return !mayPass && !isOfEnding(failure);
    }

    /**
     * The failure of a poll. It also covers an Error of a rowType or of a small heap, which would otherwise be paid for at each
     * poll.
     */
    public static RuntimeException of(Throwable failure) {
        return failure instanceof RuntimeException known ? known
                : new DataMakerException("The generated data cannot be read: " + failure, failure);
    }

    /** Whether a failed request may have been paid for: it was not refused, and it may have reached the service. */
    public static boolean mayBePaid(RuntimeException failure) {
        boolean isWithoutAnswer = failure instanceof DataMakerTimeoutException || failure instanceof DataMakerConnectionException
                || failure instanceof DataMakerTruncatedException;
        return isWithoutAnswer && !((DataMakerException) failure).isNeverSent();
    }

    /** The failure of the last poll; its message says that it is the last one. */
    public static RuntimeException last(RuntimeException failure, String consequence) {
        return failure instanceof DataMakerApiException api
                ? new DataMakerApiException(api, consequence)
                : new DataMakerException(message(failure) + ". " + consequence, failure);
    }

    private static Object message(RuntimeException failure) {
        return failure instanceof DataMakerException ? failure.getMessage() : failure;
    }

    /** A final failure; its message says so, and what to do. */
    public static RuntimeException explain(RuntimeException failure, String resumeKey, boolean isVersionKnown) {
        String end = "resumeKey=" + resumeKey + " sends no request until its route starts again. ";
        if (failure instanceof DataMakerDeterminismException other) {
            String goOn = isVersionKnown ? "" : "To resume, set the templateVersion that it began with. ";
            return new DataMakerDeterminismException(
                    other.getMessage() + ". " + end + goOn + "To begin anew, use another resumeKey", other);
        }
        String hint = end + "Fix the cause first, or use another resumeKey to begin anew";
        return last(failure, hint);
    }

    /** Whether it looks like the end of a request or response in flight. */
    public static boolean isOfEnding(RuntimeException failure) {
        return failure instanceof DataMakerTruncatedException
                || ObjectHelper.getException(CancellationException.class, failure) != null
                || ObjectHelper.getException(InterruptedException.class, failure) != null;
    }
}
