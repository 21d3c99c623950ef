package io.github.cameldatamaker.examples.cli;

import org.apache.camel.main.KameletMain;

/** Runs the files of a folder as {@code camel run *} does, but takes what they need from the class path. */
public final class CliExample {

    private CliExample() {
    }

    public static void main(String[] args) {
        int exitCode = 1;
        try {
            KameletMain main = main(args[0]);
            main.configure().setDurationMaxIdleSeconds(5);
            main.run();
            exitCode = main.getExitCode();
        } catch (Exception e) {
            e.printStackTrace();
        }
        // Camel Main leaves a thread when a route does not start.
        System.exit(exitCode);
    }

    static KameletMain main(String folder) {
        KameletMain main = new KameletMain("camel");
        main.setDownload(false);
        main.setPropertyPlaceholderLocations("file:" + folder + "/application.properties");
        main.configure().withRoutesIncludePattern("file:" + folder + "/*.camel.yaml");
        return main;
    }
}
