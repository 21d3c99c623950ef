package io.github.cameldatamaker.generate;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;

/**
 * Recognizes the one caller that wants no rows. A splitter that has stopped (after a failed row with {@code stopOnException}, or
 * a timeout) iterates over the rest, only to return empty exchanges to their pool. That would download a million rows, or all
 * pages of a list. No state of the exchange shows this, so this class looks at the caller.
 */
public final class AbandonedSplit {

    private static final String SPLITTER = "org.apache.camel.processor.Splitter";
    private static final String MULTICAST = "org.apache.camel.processor.MulticastProcessor";

    private AbandonedSplit() {
    }

    /** Whether the clean-up of a splitter calls the iterator. Costs about a microsecond. */
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
