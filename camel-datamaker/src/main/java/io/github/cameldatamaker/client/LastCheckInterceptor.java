package io.github.cameldatamaker.client;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Runs the last check of a request that has one: its connection is there, and nothing is written yet. If the check takes so long
 * that another connection must be used, it runs again.
 */
final class LastCheckInterceptor implements Interceptor {

    /** What a request carries. */
    record LastCheck(Runnable check) {
    }

    /** What the check has thrown. OkHttp knows of IOExceptions only. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(DataMakerException cause) {
            super(cause);
        }

        @Override
        public synchronized DataMakerException getCause() {
            return (DataMakerException) super.getCause();
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        LastCheck last = chain.request().tag(LastCheck.class);
        if (last != null) {
            try {
                last.check().run();
            } catch (DataMakerException e) {
                throw new RefusedException(e);
            } catch (RuntimeException e) {
                throw new RefusedException(new DataMakerException("The request was not sent: " + e.getMessage(), e));
            }
        }
        return chain.proceed(chain.request());
    }
}
