package io.github.cameldatamaker.sandbox.control;

import java.time.Duration;
import java.time.Instant;

/** The clock of the sandbox. */
public interface MovableClock {

    Instant instant();

    void advance(Duration duration);

    void set(Instant instant);

    /** How far it was moved in all. */
    Duration ahead();
}
