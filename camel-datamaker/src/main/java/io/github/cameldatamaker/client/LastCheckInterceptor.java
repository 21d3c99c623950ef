package io.github.cameldatamaker.client;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Runs the last check of a request, when it has its connection and nothing is written yet. If the check takes so long that the
 * request needs another connection, it runs again.
 */
final class LastCheckInterceptor implements Interceptor {

    /** The tag of a request. */
    record LastCheck(Runnable check) {
    }

    /** Wraps what the check throws, because OkHttp expects IOExceptions only. */
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

    /** The check did not decide, so the request is not sent. */
    private static final class FailedCheckException extends DataMakerException {

        private static final long serialVersionUID = 1L;

        FailedCheckException(Throwable cause) {
            super("The request was not sent: " + cause, cause);
        }

        @Override
        public boolean isNeverSent() {
            return true;
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
            } catch (Throwable e) {
                throw new RefusedException(new FailedCheckException(e));
            }
        }
        return chain.proceed(chain.request());
    }
}
