package io.github.cameldatamaker.benchmarks.comparison;

import io.github.cameldatamaker.benchmarks.harness.Setting;
import java.io.IOException;
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

    /** Whoever calls closes it. */
    Response generate(Format format, long count) throws IOException {
        Response response = client.newCall(new Request.Builder()
                .url(baseUrl + "/templates/tmpl_customer/generate")
                .header("Authorization", "Bearer key")
                .post(RequestBody.create(generateRequest(format, count), JSON))
                .build()).execute();
        if (!response.isSuccessful()) {
            response.close();
            throw new IOException("The service answers " + response.code());
        }
        return response;
    }

    static String generateRequest(Format format, long count) {
        return "{\"count\":" + count + ",\"format\":\"" + format + "\"}";
    }

    OkHttpClient client() {
        return client;
    }
}
