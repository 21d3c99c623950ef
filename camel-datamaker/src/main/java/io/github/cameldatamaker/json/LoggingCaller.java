package io.github.cameldatamaker.json;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recognizes the one caller that must not read a body. Camel converts every body to a String before it logs or traces it. That
 * would hold a million rows in memory, or take them away from the route. The conversion looks like any other, so this class looks
 * at the caller.
 */
public final class LoggingCaller {

    private static final String MESSAGE_HELPER = "org.apache.camel.support.MessageHelper";
    private static final List<String> READS_TEXT = List.of("java.io.", "sun.nio.cs.", "org.apache.camel.converter.",
            "org.apache.camel.util.IOHelper");

    private LoggingCaller() {
    }

    /** Whether a log, a tracer, a debugger or an error message asks for a conversion. Costs about a microsecond. */
    public static boolean isAsking() {
        return StackWalker.getInstance().walk(frames -> isForLog(frames.dropWhile(LoggingCaller::isConversion)));
    }

    /** Whether a stream is read on behalf of one: Camel's own converter is asked for the text of a stream, and not ours. */
    static boolean isReading() {
        return StackWalker.getInstance()
                .walk(frames -> isForLog(frames.dropWhile(frame -> isConversion(frame) || isReadingText(frame))));
    }

    private static boolean isForLog(Stream<StackFrame> callers) {
        return callers.findFirst()
                .filter(frame -> frame.getClassName().equals(MESSAGE_HELPER)
                        && frame.getMethodName().equals("extractValueForLogging"))
                .isPresent();
    }

    private static boolean isReadingText(StackFrame frame) {
        return READS_TEXT.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static boolean isConversion(StackFrame frame) {
        String name = frame.getClassName();
        return name.startsWith("io.github.cameldatamaker.") || name.contains("TypeConverter");
    }
}
