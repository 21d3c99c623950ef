package io.github.cameldatamaker.generate;

import org.jspecify.annotations.Nullable;

/** A body that holds a connection until it is read or closed. */
public interface OpenBody {

    /** Whether nobody has begun to read it, and it is not closed. */
    boolean isUnread();

    /** Whether this value of a message is the body, or a way to read it. */
    boolean isReadThrough(@Nullable Object value);

    /** No exchange carries it any more: what was not read is given up. */
    void endOfExchange();

    /**
     * Whoever has to close it can let go of it.
     *
     * @param action run once, when it is closed; at once if it is closed already
     */
    void whenClosed(Runnable action);
}
