package io.github.cameldatamaker.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the status of a run means. Services use several words for the same. Letter case does not matter, and a space or a hyphen
 * is an underscore. An unknown word means that the run has not finished.
 */
public enum StatusMeaning {

    /** An unknown word, or none. */
    UNKNOWN,
    /** It has not started yet. */
    WAITING("waiting", "queued", "delayed", "pending"),
    /** It has started. */
    RUNNING("running", "active", "in_progress", "processing"),
    /** It ended with success. */
    DONE("done", "completed", "complete", "success", "succeeded"),
    /** It ended without success. */
    FAILED("failed", "failure", "error"),
    /** Somebody ended it. */
    CANCELLED("cancelled", "canceled");

    private static final Map<String, StatusMeaning> BY_WORD = Arrays.stream(values())
            .flatMap(meaning -> meaning.words.stream().map(word -> Map.entry(word, meaning)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Set<String> words;

    StatusMeaning(String... words) {
        this.words = Set.of(words);
    }

    /** The meaning of a word. */
    public static StatusMeaning of(String word) {
        return BY_WORD.getOrDefault(normal(word), UNKNOWN);
    }

    /** Whether a status is one of these words, or means the same as one of them. */
    public static boolean isAmong(Collection<String> words, String status) {
        Function<String, Object> compared = word -> of(word) == UNKNOWN ? normal(word) : of(word);
        return words.stream().map(compared).anyMatch(compared.apply(status)::equals);
    }

    private static String normal(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }

    /** Whether the run is over. */
    public boolean isEnd() {
        return this == DONE || isFailure();
    }

    /** Whether the run is over without success. */
    public boolean isFailure() {
        return this == FAILED || this == CANCELLED;
    }
}
