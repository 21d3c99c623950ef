package io.github.cameldatamaker;

/** What to do when the workspace's budget is used up. */
public enum WhenRateLimited {

    /** Wait for it, up to {@code maxRateLimitWait}. */
    wait,
    /** Fail with {@link io.github.cameldatamaker.client.DataMakerRateLimitException}. */
    fail
}
