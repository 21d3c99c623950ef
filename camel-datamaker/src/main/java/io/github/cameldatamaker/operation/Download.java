package io.github.cameldatamaker.operation;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.OpenBody;
import io.github.cameldatamaker.generate.OpenReader;
import io.github.cameldatamaker.json.ReadOnceStream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The body of a response as a stream, for the first reader that asks for a byte. */
final class Download implements OpenBody {

    private final ApiResponse response;
    private final AtomicReference<@Nullable Content> reader = new AtomicReference<>();
    private volatile boolean exchangeEnded;

    Download(ApiResponse response) {
        this.response = response;
    }

    /** A stream for one reader. */
    ReadOnceStream open() {
        return new Content();
    }

    @Override
    public boolean isUnread() {
        return response.isUnread();
    }

    @Override
    public boolean isReadThrough(@Nullable Object value) {
        return OpenReader.openBodyOf(value).filter(read -> read == this).isPresent();
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

    /** The stream of one reader. */
    private final class Content extends ReadOnceStream implements OpenReader {

        private Content() {
            super("let the route cache streams (Camel's streamCaching)");
        }

        @Override
        public Content copy(Exchange exchange) {
            return new Content();
        }

        @Override
        protected int readNext(byte[] buffer, int offset, int count) throws IOException {
            if (exchangeEnded) {
                throw new DataMakerException(
                        response + " was not read before its exchange ended, which closed it. Read it inside the route, or let the route cache "
                                + "streams (Camel's streamCaching)");
            }
            if (!reader.compareAndSet(null, this) && reader.get() != this) {
                throw alreadyRead();
            }
            return response.body().read(buffer, offset, count);
        }

        @Override
        public int available() throws IOException {
            return reader.get() == this ? response.body().available() : 0;
        }

        @Override
        public OpenBody openBody() {
            return Download.this;
        }

        /** A reader that was refused closes nothing. */
        @Override
        protected void closeReader() throws IOException {
            Content owner = reader.get();
            if (owner == null || owner == this) {
                response.body().close();
            }
        }

        /** Never reads. */
        @Override
        public String toString() {
            return response.body().toString();
        }
    }
}
