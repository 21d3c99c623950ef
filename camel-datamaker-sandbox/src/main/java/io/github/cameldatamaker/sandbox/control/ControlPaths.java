package io.github.cameldatamaker.sandbox.control;

/** Where the sandbox's own paths begin. The service's paths never begin so. */
public final class ControlPaths {

    public static final String ROOT = "/_sandbox";
    public static final String API = ROOT + "/api";

    private ControlPaths() {
    }
}
