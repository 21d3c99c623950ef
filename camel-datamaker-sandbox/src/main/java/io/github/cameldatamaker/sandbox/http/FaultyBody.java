package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.fault.BodyFault;
import java.io.IOException;
import java.io.OutputStream;

/** A response body with a fault in its transport. */
abstract class FaultyBody extends OutputStream {

    /** The fault ends the body here. */
    static final class EndedEarly extends RuntimeException {

        private static final long serialVersionUID = 1L;

        EndedEarly() {
            super("the body ends here", null, false, false);
        }
    }

    final OutputStream out;

    private FaultyBody(OutputStream out) {
        this.out = out;
    }

    static OutputStream of(BodyFault fault, OutputStream out, ClientConnection connection, Hold hold) {
        Runnable cut = () -> {
            throw connection.cut();
        };
        if (fault instanceof BodyFault.CutAfter after) {
            return new UpTo(after.bytes(), out, cut);
        }
        if (fault instanceof BodyFault.CutAfterEvents after) {
            return new UpToEvent(after.events(), out, cut);
        }
        if (fault instanceof BodyFault.StallAfter after) {
            return new UpTo(after.bytes(), out, () -> {
                hold.await(connection);
                cut.run();
            });
        }
        if (fault instanceof BodyFault.EndEarlyAfter after) {
            return new UpTo(after.bytes(), out, () -> {
                throw new EndedEarly();
            });
        }
        BodyFault.Drip drip = (BodyFault.Drip) fault;
        return new Dripping(drip.bytesPerWrite(), out, () -> {
            if (!hold.pause(connection, drip.pause().toMillis())) {
                cut.run();
            }
        });
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] { (byte) b }, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Passes a number of bytes on. The end throws. */
    private static final class UpTo extends FaultyBody {

        private final Runnable end;
        private long left;

        private UpTo(long bytes, OutputStream out, Runnable end) {
            super(out);
            this.left = bytes;
            this.end = end;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int through = (int) Math.min(left, length);
            out.write(bytes, offset, through);
            left -= through;
            if (through < length) {
                out.flush();
                end.run();
            }
        }
    }

    /** Passes a number of server-sent events on, up to the blank line that ends the last one. The end throws. */
    private static final class UpToEvent extends FaultyBody {

        private final Runnable end;
        private long left;
        private int column;
        private boolean isEvent;

        private UpToEvent(long events, OutputStream out, Runnable end) {
            super(out);
            this.left = events;
            this.end = end;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int through = 0;
            while (through < length && left > 0) {
                see(bytes[offset + through++]);
            }
            out.write(bytes, offset, through);
            if (left == 0) {
                out.flush();
                end.run();
            }
        }

        private void see(byte b) {
            if (b != '\n') {
                isEvent |= column++ == 0 && b != ':';
            } else if (column > 0) {
                column = 0;
            } else if (isEvent) {
                isEvent = false;
                left--;
            }
        }
    }

    /** Writes a few bytes at a time. */
    private static final class Dripping extends FaultyBody {

        private final int bytesPerWrite;
        private final Runnable pause;

        private Dripping(int bytesPerWrite, OutputStream out, Runnable pause) {
            super(out);
            this.bytesPerWrite = bytesPerWrite;
            this.pause = pause;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int at = 0; at < length; at += bytesPerWrite) {
                out.write(bytes, offset + at, Math.min(bytesPerWrite, length - at));
                out.flush();
                pause.run();
            }
        }
    }
}
