package io.github.cameldatamaker.check;

/** What a check has found, in one word. */
enum Outcome {

    /** All that was asked fits or is tolerated. */
    ok(0, "Everything that was asked for is there."),
    /** The service can be used, but something is refused, missing or has failed. */
    incomplete(1, "The service can be used, but not all of it. See what is refused, missing or failed."),
    /** The key is not accepted as it is configured, or may not even list. */
    keyRefused(2, "The key is not accepted as it is configured. Nothing works before that is mended."),
    /** Nothing answers at the address, or nothing but failures. */
    unreachable(3, "The service cannot be reached, or only fails."),
    /** Something answers at the address, but not as DataMaker does. */
    notTheService(3, "What answers is not DataMaker. It may be a proxy or a login page, or baseUrl may be wrong.");

    private final int exitCode;
    private final String sentence;

    Outcome(int exitCode, String sentence) {
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    int exitCode() {
        return exitCode;
    }

    String sentence() {
        return sentence;
    }
}
