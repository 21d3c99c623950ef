package io.github.cameldatamaker.client;

import java.time.Instant;

/** How much of something a workspace may still have, and when there will be more. Not for several threads at once. */
interface Allowance {

    /** Not before something else has happened: an answer that is still out. */
    Instant UNKNOWN = Instant.MAX;

    /** When so much can be had at the latest: now, if that is not in the future. */
    Instant earliest(Claim claim, Instant now);

    /** Whether an answer that is still out may show that it can be had sooner; then nobody is refused because of a guess. */
    boolean mayComeSooner();

    /** It is taken. */
    void take(Claim claim, Instant now);
}
