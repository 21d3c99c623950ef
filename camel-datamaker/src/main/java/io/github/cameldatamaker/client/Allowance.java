package io.github.cameldatamaker.client;

import java.time.Instant;
import java.util.List;

/** How much of something a workspace may still have, and when there will be more. Not for several threads at once. */
interface Allowance {

    /**
     * When a claim can be had at the latest: now, if that is not in the future.
     *
     * @param rowsAhead what those who go before it will take
     */
    Instant earliest(Claim claim, long rowsAhead, Instant now);

    /** Whether an answer that is still out may show that it can be had sooner; then nobody is refused because of a guess. */
    boolean mayComeSooner();

    /** How many lanes those who wait stand in. */
    int lanes();

    /** The lane of a claim, from 0 on, which goes first. A claim stands behind those of its own lane only. */
    int lane(Claim claim);

    /**
     * What a claim wants and what is left, for people.
     *
     * @param rowsAhead what those who go before it will take
     */
    String lack(Claim claim, long rowsAhead, Instant now);

    /** By what, beside waiting, a claim could go, for people; empty when there is nothing. */
    List<String> waysOut(Claim claim, long rowsAhead, Instant now);

    /** It is taken. */
    void take(Claim claim, Instant now);
}
