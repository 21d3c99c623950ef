package io.github.cameldatamaker.operation;

import java.io.FilterInputStream;
import java.io.IOException;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.OpenBody;

/** The body of a response as a stream. */
final class Download extends FilterInputStream implements OpenBody {

    private final ApiResponse response;
    private volatile boolean exchangeEnded;

    Download(ApiResponse response) {
        super(response.body());
        this.response = response;
    }

    @Override
    public int read() throws IOException {
        checkExchange();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        checkExchange();
        return super.read(buffer, offset, length);
    }

    private void checkExchange() {
        if (exchangeEnded) {
            throw new DataMakerException(
                    response + " was not read before its exchange ended, which closed it: read it inside the route, or let the route cache "
                                         + "streams (Camel's streamCaching)");
        }
    }

    @Override
    public boolean isUnread() {
        return response.isUnread();
    }

    @Override
    public boolean isReadThrough(Object value) {
        return value == this;
    }

    @Override
    public void endOfExchange() {
        exchangeEnded = true;
        response.close();
    }

    @Override
    public void whenClosed(Runnable action) {
        response.whenClosed(action);
    }

    /** Never reads. */
    @Override
    public String toString() {
        return response.body().toString();
    }
}
