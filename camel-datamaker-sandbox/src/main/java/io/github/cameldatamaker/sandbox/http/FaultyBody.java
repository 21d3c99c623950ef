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
    final ClientConnection connection;
    final Hold hold;

    private FaultyBody(OutputStream out, ClientConnection connection, Hold hold) {
        this.out = out;
        this.connection = connection;
        this.hold = hold;
    }

    static OutputStream of(BodyFault fault, OutputStream out, ClientConnection connection, Hold hold) {
        if (fault instanceof BodyFault.CutAfter cut) {
            return new UpTo(cut.bytes(), out, connection, hold) {
                @Override
                void reached() {
                    connection.cut();
                    throw new ConnectionGone();
                }
            };
        }
        if (fault instanceof BodyFault.CutAfterEvents cut) {
            return new UpToEvent(cut.events(), out, connection, hold);
        }
        if (fault instanceof BodyFault.StallAfter stall) {
            return new UpTo(stall.bytes(), out, connection, hold) {
                @Override
                void reached() {
                    hold.await(connection);
                    connection.cut();
                    throw new ConnectionGone();
                }
            };
        }
        if (fault instanceof BodyFault.EndEarlyAfter early) {
            return new UpTo(early.bytes(), out, connection, hold) {
                @Override
                void reached() {
                    throw new EndedEarly();
                }
            };
        }
        return new Dripping((BodyFault.Drip) fault, out, connection, hold);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Passes a number of bytes on, then something happens. */
    private abstract static class UpTo extends FaultyBody {

        private long left;

        private UpTo(long bytes, OutputStream out, ClientConnection connection, Hold hold) {
            super(out, connection, hold);
            this.left = bytes;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int through = (int) Math.min(left, length);
            out.write(bytes, offset, through);
            left -= through;
            if (through < length) {
                out.flush();
                reached();
            }
        }

        abstract void reached();
    }

    /** Passes a number of server-sent events on, up to the blank line that ends the last one, then cuts the connection. */
    private static final class UpToEvent extends FaultyBody {

        private long left;
        private int column;
        private boolean isEvent;

        private UpToEvent(long events, OutputStream out, ClientConnection connection, Hold hold) {
            super(out, connection, hold);
            this.left = events;
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
                connection.cut();
                throw new ConnectionGone();
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

        private final BodyFault.Drip drip;

        private Dripping(BodyFault.Drip drip, OutputStream out, ClientConnection connection, Hold hold) {
            super(out, connection, hold);
            this.drip = drip;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int at = 0; at < length; at += drip.bytesPerWrite()) {
                out.write(bytes, offset + at, Math.min(drip.bytesPerWrite(), length - at));
                out.flush();
                if (!hold.pause(connection, drip.pause().toMillis())) {
                    connection.cut();
                    throw new ConnectionGone();
                }
            }
        }
    }
}
