package io.github.cameldatamaker.json;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;

import org.apache.camel.support.MessageHelper;

/** Knows whether Camel resets a body because a step has failed: what that step has read of it cannot be given again. */
final class RedeliveryCaller {

    private static final String REDELIVERY = "org.apache.camel.processor.errorhandler.RedeliveryErrorHandler";

    private RedeliveryCaller() {
    }

    /** Whether {@code reset()} is called by the error handler. Costs about a microsecond. */
    static boolean isResetting() {
        return StackWalker.getInstance().walk(RedeliveryCaller::isRedelivery);
    }

    private static boolean isRedelivery(Stream<StackFrame> frames) {
        return frames.dropWhile(frame -> !isHelper(frame)).dropWhile(RedeliveryCaller::isHelper).findFirst()
                .filter(frame -> frame.getClassName().startsWith(REDELIVERY)).isPresent();
    }

    private static boolean isHelper(StackFrame frame) {
        return frame.getClassName().equals(MessageHelper.class.getName());
    }
}
