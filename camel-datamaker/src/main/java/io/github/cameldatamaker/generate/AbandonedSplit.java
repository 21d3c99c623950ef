package io.github.cameldatamaker.generate;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;

/**
 * Knows the one caller that wants no rows: a splitter that has stopped (a failed row under {@code stopOnException}, a
 * timeout) iterates over everything that is left, only to give empty exchanges back to their pool. A million rows would be
 * downloaded for that, or the pages of a list asked for. No state of the exchange tells this from a split that goes on, so the
 * caller itself is looked at.
 */
public final class AbandonedSplit {

    private static final String SPLITTER = "org.apache.camel.processor.Splitter";
    private static final String MULTICAST = "org.apache.camel.processor.MulticastProcessor";

    private AbandonedSplit() {
    }

    /** Whether the caller of the iterator is a splitter's clean-up. Costs about a microsecond. */
    public static boolean isCalling() {
        return StackWalker.getInstance().walk(AbandonedSplit::isCleanUp);
    }

    private static boolean isCleanUp(Stream<StackFrame> frames) {
        return frames.dropWhile(AbandonedSplit::isIterator).findFirst()
                .filter(frame -> frame.getClassName().equals(MULTICAST) && frame.getMethodName().equals("doDone"))
                .isPresent();
    }

    private static boolean isIterator(StackFrame frame) {
        String name = frame.getClassName();
        return name.startsWith("io.github.cameldatamaker.") || name.startsWith(SPLITTER)
                || name.startsWith("org.apache.camel.support.");
    }
}
