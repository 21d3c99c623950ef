package io.github.cameldatamaker.sandbox.service;

import static org.awaitility.Awaitility.await;

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

    /** The whole text, once the stream has ended in order. */
    String whole() {
        body.end().join();
        return text();
    }

    boolean wasCut() {
        await().until(body.end()::isDone);
        return body.end().isCompletedExceptionally();
    }

    List<String> data() {
        return Arrays.stream(whole().split("\n")).filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
    }
}
