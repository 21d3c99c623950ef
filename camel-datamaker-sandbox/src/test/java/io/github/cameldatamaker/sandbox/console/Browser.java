package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks for pages as a browser does: for html, and without a key. It follows no redirects. */
final class Browser {

    private final String baseUrl;
    private final Api sender;

    Browser(DataMakerSandbox sandbox) {
        this.baseUrl = sandbox.baseUrl();
        this.sender = new Api(sandbox);
    }

    HttpResponse<String> get(String path) {
        return send(asking(path).build());
    }

    /** Sends a form, urlencoded. */
    HttpResponse<String> post(String path, String form) {
        return send(posting(path, form).header("Origin", baseUrl).build());
    }

    HttpRequest.Builder asking(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(60)).header("Accept",
                "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    HttpRequest.Builder posting(String path, String form) {
        return asking(path).POST(HttpRequest.BodyPublishers.ofString(form)).header("Content-Type",
                "application/x-www-form-urlencoded");
    }

    HttpResponse<String> send(HttpRequest request) {
        return sender.send(request);
    }
}
