package io.github.cameldatamaker.client;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;

/**
 * Verifies as the given one does. OkHttp sends requests over connections to another host of the same certificate, and sends a
 * GET again that is answered 421 there; it does so only with a verifier of its own class.
 *
 * @param verifier the one that decides; equal ones share connections
 */
record OwnHostVerifier(HostnameVerifier verifier) implements HostnameVerifier {

    @Override
    public boolean verify(String host, SSLSession session) {
        return verifier.verify(host, session);
    }
}
