package io.github.cameldatamaker.json;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;

/**
 * Recognizes the one caller that must not read a body. Camel converts every body to a String before it logs or traces it. That
 * would hold a million rows in memory, or take them away from the route. The conversion looks like any other, so this class looks
 * at the caller.
 */
public final class LoggingCaller {

    private static final String MESSAGE_HELPER = "org.apache.camel.support.MessageHelper";

    private LoggingCaller() {
    }

    /** Whether a log, a tracer, a debugger or an error message asks for a conversion. Costs about a microsecond. */
    public static boolean isAsking() {
        return StackWalker.getInstance().walk(LoggingCaller::isForLog);
    }

    private static boolean isForLog(Stream<StackFrame> frames) {
        return frames.dropWhile(LoggingCaller::isConversion).findFirst()
                .filter(frame -> frame.getClassName().equals(MESSAGE_HELPER) && frame.getMethodName().equals("extractValueForLogging"))
                .isPresent();
    }

    private static boolean isConversion(StackFrame frame) {
        String name = frame.getClassName();
        return name.startsWith("io.github.cameldatamaker.") || name.contains("TypeConverter");
    }
}
