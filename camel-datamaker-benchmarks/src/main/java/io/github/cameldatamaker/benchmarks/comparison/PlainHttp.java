package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;

import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp as one uses it by hand. */
final class PlainHttp {

    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client = new OkHttpClient();
    private final String baseUrl;

    PlainHttp(Setting setting) {
        this.baseUrl = setting.baseUrl();
    }

    /** To a path behind the base URL. */
    Request.Builder request(String path) {
        return new Request.Builder().url(baseUrl + path).header("Authorization", "Bearer key");
    }

    Request rows(Format format, long count) {
        return request("/templates/tmpl_customer/generate").post(RequestBody.create(generateRequest(format, count), JSON))
                .build();
    }

    /** Whoever calls closes it. */
    Response generate(Format format, long count) throws IOException {
        return answer(rows(format, count));
    }

    private Response answer(Request request) throws IOException {
        Response response = client.newCall(request).execute();
        if (!response.isSuccessful()) {
            response.close();
            throw new IOException("The service answers " + response.code());
        }
        return response;
    }

    /** How fast the server is: nobody who makes something of its bytes is faster. */
    Contender discarding(Request request) {
        return Contender.timed("OkHttp, discarded", () -> discard(request));
    }

    /** Reads all of the answer, and tells how many bytes it has. */
    long discard(Request request) throws IOException {
        try (Response response = answer(request); InputStream body = response.body().byteStream()) {
            byte[] buffer = new byte[8192];
            long length = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                length += read;
            }
            return length;
        }
    }

    static String generateRequest(Format format, long count) {
        return "{\"count\":" + count + ",\"format\":\"" + format + "\"}";
    }

    OkHttpClient client() {
        return client;
    }
}
