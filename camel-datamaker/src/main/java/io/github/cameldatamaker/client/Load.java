package io.github.cameldatamaker.client;

/**
 * What a request takes of the workspace's budget: always one request of the minute, and rows of the hour when it generates.
 *
 * @param rows     generated rows it asks for; 0 when it generates nothing or what costs nothing
 * @param place    which requests go first when not all can go
 * @param patience how long it waits for its turn
 */
public record Load(long rows, Place place, Patience patience) {

    /** A request without rows. */
    public static final Load NORMAL = new Load(0, Place.NORMAL, Patience.OF_CLIENT);

    /** A request that only looks whether something has happened yet. */
    public static final Load POLL = new Load(0, Place.POLL, Patience.OF_CLIENT);

    /** The same, for a sender that knows by itself when to give up. */
    public static final Load PATIENT_POLL = new Load(0, Place.POLL, Patience.UNTIL_ITS_TURN);

    /** A request that has no time: whoever sends it is about to stop. */
    public static final Load AT_ONCE = new Load(0, Place.NORMAL, Patience.NONE);

    /** A generation of so many rows. */
    public static Load generating(long rows) {
        return new Load(rows, Place.GENERATION, Patience.OF_CLIENT);
    }

    /** The order in which waiting requests go. Each place gets some of the turns while it has requests. */
    public enum Place {
        /** Before all others. */
        GENERATION,
        /** Between. */
        NORMAL,
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
