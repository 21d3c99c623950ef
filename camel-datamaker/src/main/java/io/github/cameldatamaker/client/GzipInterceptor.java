package io.github.cameldatamaker.client;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;

/** Asks for gzip and undoes it, as OkHttp does for a request without Accept-Encoding. Unlike OkHttp it reads all members. */
final class GzipInterceptor implements Interceptor {

    private static final String GZIP = "gzip";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (request.header("Accept-Encoding") != null || request.header("Range") != null) {
            return chain.proceed(request);
        }
        Response response = chain.proceed(request.newBuilder().header("Accept-Encoding", GZIP).build());
        if (!GZIP.equalsIgnoreCase(response.header("Content-Encoding"))) {
            return response;
        }
        ResponseBody body = response.body();
        return response.newBuilder().request(request).removeHeader("Content-Encoding").removeHeader("Content-Length")
                .body(ResponseBody.create(Okio.buffer(new GzipSource(body.source())), body.contentType(), -1))
                .build();
    }
}
