package io.github.cameldatamaker.client;

import java.io.IOException;

import io.github.cameldatamaker.client.ConnectionCheck.StaleConnectionException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Makes OkHttp pick another connection until one is accepted. Each refusal closes one. */
final class ConnectionChoice implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        while (true) {
            try {
                return chain.proceed(chain.request());
            } catch (StaleConnectionException e) {
                if (chain.call().isCanceled()) {
                    throw e;
                }
            }
        }
    }
}
