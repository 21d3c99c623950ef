package io.github.cameldatamaker.client;

/**
 * What a request takes of the workspace's budget: one request of the minute, and rows of the hour if it generates.
 *
 * @param rows     the rows that count; 0 if it generates nothing or is free
 * @param priority which requests go first when not all can go
 * @param patience how long it waits for its turn
 */
public record Load(long rows, Priority priority, Patience patience) {

    /** A request without rows. */
    public static final Load NORMAL = new Load(0, Priority.NORMAL, Patience.OF_CLIENT);

    /** A request that the service answers late. */
    public static final Load LATE = new Load(0, Priority.LATE, Patience.OF_CLIENT);

    /** A request that only polls for a change. */
    public static final Load POLL = new Load(0, Priority.POLL, Patience.OF_CLIENT);

    /** The same, for a sender that decides itself when to give up. */
    public static final Load PATIENT_POLL = new Load(0, Priority.POLL, Patience.UNTIL_ITS_TURN);

    /** A request that cannot wait, because its sender is about to stop. */
    public static final Load AT_ONCE = new Load(0, Priority.NORMAL, Patience.NONE);

    /** A generation of this many rows. */
    public static Load generating(long rows) {
        return new Load(rows, Priority.GENERATION, Patience.OF_CLIENT);
    }

    /** The order in which waiting requests go. Each priority gets some of the turns while it has requests. */
    public enum Priority {
        /** Before all others. */
        GENERATION,
        /** Between. */
        NORMAL,
        /** Its answer comes late and tells late what the budget is, so others do not queue behind it. */
        LATE,
        /** After all others. */
        POLL
    }

    /** How long a request waits. */
    public enum Patience {
        /** It goes at once, whatever is left. */
        NONE,
        /** As long as {@link Resilience} allows. */
        OF_CLIENT,
        /** Until its turn. */
        UNTIL_ITS_TURN
    }
}
