package io.github.cameldatamaker.generate;

import org.jspecify.annotations.Nullable;

/** A body that holds a connection until it is read or closed. */
public interface OpenBody {

    /** Whether it is not closed and nobody has begun to read it. */
    boolean isUnread();

    /** Whether this value of a message is the body, or a way to read it. */
    boolean isReadThrough(@Nullable Object value);

    /** No exchange has it any more: drops what was not read. */
    void endOfExchange();

    /**
     * Tells the owner that must close it that it is closed.
     *
     * @param action run once, when it is closed; at once if it is closed already
     */
    void whenClosed(Runnable action);
}
