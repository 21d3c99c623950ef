package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.ArrivingBody;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;

/** A log that is followed. */
final class FollowedLog {

    final ArrivingBody body;

    FollowedLog(Api api, String path, String lastEventId) {
        HttpRequest.Builder request = api.request(path + "?follow=true");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        this.body = api.receive(request.build());
    }

    /** The text that has arrived so far. */
    String text() {
        return body.text();
    }

    /** The whole text, once the stream has ended properly. */
    String whole() {
        body.end().join();
        return text();
    }

    /** Whether the stream was cut, once it has ended. */
    boolean wasCut() {
        return body.end().handle((whole, cut) -> cut != null).join();
    }

    List<String> data() {
        return Arrays.stream(whole().split("\n")).filter(line -> line.startsWith("data: ")).map(line -> line.substring(6))
                .toList();
    }
}
