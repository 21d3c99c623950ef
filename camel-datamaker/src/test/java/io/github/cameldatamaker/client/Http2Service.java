package io.github.cameldatamaker.client;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** Speaks HTTP/2 frame by frame, without TLS. No server library lets a test decide what it refuses and when. */
final class Http2Service extends LoopbackService {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;
    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;
    private static final int FRAME_HEAD = 9;
    private static final int PREFACE = 24;
    private static final int STATUS_200 = 0x88;

    private final List<Integer> requests = new CopyOnWriteArrayList<>();
    private volatile IntFunction<Reaction> reactions = number -> Reaction.ANSWER;
    private volatile String body = "[{\"id\":\"r\"}]";
    private volatile Answer held = () -> {};

    /** An answer that is still to be sent. */
    @FunctionalInterface
    private interface Answer {

        void send() throws IOException;
    }

    /** What it does with a request. */
    enum Reaction {
        ANSWER,
        /** RST_STREAM with REFUSED_STREAM: nothing was done. */
        REFUSE,
        /** GOAWAY that does not include the request. */
        GO_AWAY,
        /** GOAWAY that includes the request, which is answered. */
        GO_AWAY_AND_ANSWER,
        /** GOAWAY that includes the request, and then the end. */
        GO_AWAY_AND_CLOSE,
        /** RST_STREAM with INTERNAL_ERROR. */
        BREAK,
        /** Sends the head of an answer, and nothing more. */
        BEGIN,
        /** Does nothing, so that the connection is in use. */
        HOLD
    }

    Http2Service() {
        super(0);
        start();
    }

    /** What it does with each request, by its number, from 1. */
    void react(IntFunction<Reaction> byNumber) {
        reactions = byNumber;
    }

    /** Sets the answer from now on, instead of one row. */
    void answer(String json) {
        body = json;
    }

    /** The number of the connection of each request, from 1. */
    List<Integer> requests() {
        return requests;
    }

    /** The number of connections that clients have not closed. */
    long open() {
        return connections().stream().filter(connection -> !connection.isClosed()).count();
    }

    /** Answers the last request that it holds. */
    void answerHeld() {
        try {
            held.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void serve(Socket connection, int number) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out = new DataOutputStream(connection.getOutputStream());
        in.skipNBytes(PREFACE);
        write(out, SETTINGS, 0, 0);
        while (true) {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.skipNBytes(lengthAndType >>> 8);
            int type = lengthAndType & 0xff;
            if (type == SETTINGS && flags != ACK) {
                write(out, SETTINGS, ACK, 0);
            } else if (type == HEADERS) {
                requests.add(number);
                if (!react(reactions.apply(requests.size()), out, stream)) {
                    return;
                }
            }
        }
    }

    private boolean react(Reaction reaction, DataOutputStream out, int stream) throws IOException {
        switch (reaction) {
            case ANSWER -> answer(out, stream);
            case REFUSE -> write(out, RST_STREAM, 0, stream, REFUSED_STREAM);
            case BREAK -> write(out, RST_STREAM, 0, stream, INTERNAL_ERROR);
            case GO_AWAY -> write(out, GOAWAY, 0, 0, stream - 2, 0);
            case HOLD -> held = () -> answer(out, stream);
            case BEGIN -> begin(out, stream);
            case GO_AWAY_AND_ANSWER, GO_AWAY_AND_CLOSE -> write(out, GOAWAY, 0, 0, stream, 0);
            default -> {
            }
        }
        if (reaction == Reaction.GO_AWAY_AND_ANSWER) {
            answer(out, stream);
        }
        return reaction != Reaction.GO_AWAY_AND_CLOSE;
    }

    private void answer(DataOutputStream out, int stream) throws IOException {
        begin(out, stream);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        writeHead(out, bytes.length, DATA, END_STREAM, stream);
        out.write(bytes);
        out.flush();
    }

    private static void begin(DataOutputStream out, int stream) throws IOException {
        writeHead(out, 1, HEADERS, END_HEADERS, stream);
        out.write(STATUS_200);
        out.flush();
    }

    private static void write(DataOutputStream out, int type, int flags, int stream, int... payload) throws IOException {
        writeHead(out, payload.length * Integer.BYTES, type, flags, stream);
        for (int word : payload) {
            out.writeInt(word);
        }
        out.flush();
    }

    private static void writeHead(DataOutputStream out, int length, int type, int flags, int stream) throws IOException {
        byte[] head = new byte[FRAME_HEAD];
        ByteBuffer.wrap(head).putInt(length << 8 | type).put((byte) flags).putInt(stream);
        out.write(head);
    }
}
