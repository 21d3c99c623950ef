package io.github.cameldatamaker.sandbox.http;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the start messages of Jetty and Javalin out of the application's log. This works for slf4j-simple and java.util.logging,
 * whose levels can be set from code. Levels that the application has set stay.
 */
final class ServerLogging {

    private static final String[] CHATTY = { "org.eclipse.jetty", "io.javalin" };

    // java.util.logging holds its loggers weakly, so it would forget their levels.
    private static final Logger[] KEPT = new Logger[CHATTY.length];

    private ServerLogging() {
    }

    static void quieten() {
        for (int i = 0; i < CHATTY.length; i++) {
            String property = "org.slf4j.simpleLogger.log." + CHATTY[i];
            if (System.getProperty(property) == null) {
                System.setProperty(property, "warn");
            }
            KEPT[i] = Logger.getLogger(CHATTY[i]);
            if (KEPT[i].getLevel() == null) {
                KEPT[i].setLevel(Level.WARNING);
            }
        }
    }
}
