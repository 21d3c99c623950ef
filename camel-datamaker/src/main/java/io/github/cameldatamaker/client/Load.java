package io.github.cameldatamaker.client;

/**
 * What a request takes of the workspace's budget: always one request of the minute, and rows of the hour when it generates.
 *
 * @param rows  generated rows it asks for; 0 when it generates nothing or what costs nothing
 * @param place which requests go first when not all can go
 */
public record Load(long rows, Place place) {

    /** A request without rows. */
    public static final Load NORMAL = new Load(0, Place.NORMAL);

    /** A request that only looks whether something has happened yet. */
    public static final Load POLL = new Load(0, Place.POLL);

    /** A generation of so many rows. */
    public static Load generating(long rows) {
        return new Load(rows, Place.GENERATION);
    }

    /** The order in which waiting requests go. */
    public enum Place {
        /** Before all others. */
        GENERATION,
        /** Between. */
        NORMAL,
        /** After all others. */
        POLL
    }
}
