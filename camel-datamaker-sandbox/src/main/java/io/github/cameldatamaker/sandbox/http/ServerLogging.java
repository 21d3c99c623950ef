package io.github.cameldatamaker.sandbox.http;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps what Jetty and Javalin say at their start out of the log of whoever embeds us, where a level can be preset without a
 * configuration: slf4j-simple and java.util.logging. Levels that were set already stay.
 */
final class ServerLogging {

    private static final String[] CHATTY = {"org.eclipse.jetty", "io.javalin"};

    // The logging framework holds its loggers weakly.
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
