package io.github.cameldatamaker.client;

/** How far a call came: it tells a timeout of connecting from one of waiting for the response. */
final class CallProgress {

    private volatile boolean connected;

    void connected() {
        connected = true;
    }

    boolean isConnected() {
        return connected;
    }
}
