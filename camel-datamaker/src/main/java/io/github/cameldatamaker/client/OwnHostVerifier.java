package io.github.cameldatamaker.client;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;

/**
 * Verifies as the given verifier does. With a verifier of its own class, OkHttp sends requests over connections to another host
 * of the same certificate, and repeats a GET that is answered 421 there.
 *
 * @param verifier the verifier that decides; equal ones share connections
 */
record OwnHostVerifier(HostnameVerifier verifier) implements HostnameVerifier {

    @Override
    public boolean verify(String host, SSLSession session) {
        return verifier.verify(host, session);
    }

    // OkHttp compares it for the first request, and that of a record links method handles for 12 ms.
    @Override
    public boolean equals(Object other) {
        return other instanceof OwnHostVerifier same && verifier.equals(same.verifier);
    }

    @Override
    public int hashCode() {
        return verifier.hashCode();
    }
}
