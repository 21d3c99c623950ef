package io.github.cameldatamaker.client;

import java.time.Instant;
import java.util.List;

/** How much of something a workspace may still use, and when there will be more. Not thread-safe. */
interface Allowance {

    /**
     * The latest time at which a claim can be granted. A time in the past means now.
     *
     * @param rowsAhead what those who go before it will take
     */
    Instant earliest(Claim claim, long rowsAhead, Instant now);

    /**
     * Whether an answer that is still to come may show that a claim can be granted sooner. If so, no claim is refused on a guess.
     */
    boolean mayComeSooner();

    /** The number of lanes in which claims wait. */
    int lanes();

    /** The lane of a claim. Lane 0 goes first. A claim waits only behind the claims of its own lane. */
    int lane(Claim claim);

    /**
     * What a claim wants and what is left, as text for people.
     *
     * @param rowsAhead what those who go before it will take
     */
    String lack(Claim claim, long rowsAhead, Instant now);

    /** What a user can do instead of waiting, as text; empty if there is nothing. */
    List<String> waysOut(Claim claim, long rowsAhead, Instant now);

    /** Grants the claim. */
    void take(Claim claim, Instant now);
}
