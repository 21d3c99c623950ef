package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our own refusal: the request was held back as long as it may be, so waiting again does not help. */
final class HeldBackException extends DataMakerRateLimitException {

    private static final long serialVersionUID = 1L;

    private HeldBackException(String message, ApiError error, Duration retryAfter) {
        super(message, error, retryAfter);
    }

    /**
     * For a claim that cannot wait until there is enough.
     *
     * @param wait    until then
     * @param lack    what is wanted, and what is left
     * @param waysOut what a user can do instead of waiting
     */
    static HeldBackException of(Claim claim, Duration wait, String lack, List<String> waysOut) {
        ApiError error = new ApiError(
                429, "quota_exceeded", "held back, not sent: " + lack, Map.of(), true, null, claim.method(), claim.path());
        String others = Stream.concat(Stream.of(whyNoLonger(claim.resilience())), waysOut.stream())
                .collect(Collectors.joining(", or "));
        return new HeldBackException(
                error.method() + " " + error.path() + " was " + error.message() + ". There will be enough in "
                        + Math.max(1, wait.toSeconds()) + " s, but " + others,
                error, wait);
    }

    private static String whyNoLonger(Resilience resilience) {
        return resilience.waitForBudget()
                ? "maxRateLimitWait is " + text(resilience.maxRateLimitWait()) + ": raise it"
                : "whenRateLimited=fail does not wait: use whenRateLimited=wait, with a maxRateLimitWait that is long enough";
    }

    private static String text(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
