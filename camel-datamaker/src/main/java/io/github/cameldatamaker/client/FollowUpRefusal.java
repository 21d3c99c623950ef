package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.regex.Pattern;

import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from sending a request again. Its setting for that misses a 503 with {@code Retry-After: 0}. OkHttp reads whole
 * numbers there, and fails if they are no {@code int}.
 */
final class FollowUpRefusal implements Interceptor {

    private static final int UNAVAILABLE = 503;
    private static final Pattern WHOLE = Pattern.compile("[0-9]+");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String wait = response.header("Retry-After", "");
        return response.code() == UNAVAILABLE && WHOLE.matcher(wait).matches()
                ? response.newBuilder().header("Retry-After", wait + ".0").build() : response;
    }
}
