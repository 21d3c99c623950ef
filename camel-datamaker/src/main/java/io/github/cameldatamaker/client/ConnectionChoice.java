package io.github.cameldatamaker.client;

import java.io.IOException;

import io.github.cameldatamaker.client.ConnectionCheck.StaleConnectionException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Has OkHttp pick another connection while the one that it has picked is refused; each refusal closes one. */
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
