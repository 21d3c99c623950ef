package io.github.cameldatamaker.sandbox.http;

import static org.awaitility.Awaitility.await;

import io.github.cameldatamaker.sandbox.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A followed log, read in the background. */
final class FollowedLog {

    final HttpResponse<InputStream> response;
    final StringBuffer read = new StringBuffer();
    final CompletableFuture<Void> end;

    FollowedLog(Api api, String path, String lastEventId) throws Exception {
        this.response = api.open(path + "?follow=true", lastEventId == null ? "X-None" : "Last-Event-ID", lastEventId == null ? "-" : lastEventId);
        this.end = CompletableFuture.runAsync(this::readAll, task -> new Thread(task).start());
    }

    private void readAll() {
        byte[] buffer = new byte[8192];
        try {
            for (int n = response.body().read(buffer); n >= 0; n = response.body().read(buffer)) {
                read.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole text, once the stream has ended in order. */
    String whole() {
        end.join();
        return new String(read.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    boolean wasCut() {
        await().until(end::isDone);
        return end.isCompletedExceptionally();
    }

    List<String> data() {
        return Arrays.stream(whole().split("\n")).filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
    }
}
