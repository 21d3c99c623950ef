package io.github.cameldatamaker;

import java.time.Clock;
import java.time.Duration;

/** The time of a process that was down for a while, without a test that waits for it. */
public final class RestartedTime {

    private RestartedTime() {
    }

    /** Before the component starts. */
    public static void set(DataMakerComponent component, Duration later) {
        ComponentInsides.setTime(component, Clock.offset(Clock.systemUTC(), later), null);
    }
}
