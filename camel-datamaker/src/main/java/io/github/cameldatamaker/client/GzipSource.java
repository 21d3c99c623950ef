package io.github.cameldatamaker.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

import okio.Buffer;
import okio.BufferedSource;
import okio.Source;
import okio.Timeout;

/**
 * Undoes gzip (RFC 1952) with all its members; OkHttp's own source refuses bytes after the first. It throws EOFException if the
 * bytes end too early, and ZipException if they are no gzip.
 */
final class GzipSource implements Source {

    private static final int BUFFER_SIZE = 8192;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATED = 8;
    /** Time, level and system. */
    private static final int UNUSED = 6;
    private static final int HAS_HEADER_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int LONGEST_TEXT = 64 * 1024;

    private final BufferedSource in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[BUFFER_SIZE];
    private final byte[] output = new byte[BUFFER_SIZE];
    /** The bytes that the inflater got but that are still in the source: some may belong to the next member. */
    private int given;
    private boolean inMember;

    GzipSource(BufferedSource in) {
        this.in = in;
    }

    @Override
    public long read(Buffer sink, long count) throws IOException {
        while (inMember || begin()) {
            int inflated = inflate((int) Math.min(count, output.length));
            if (inflated > 0) {
                checksum.update(output, 0, inflated);
                sink.write(output, 0, inflated);
                return inflated;
            }
            if (inflater.finished()) {
                end();
            } else {
                give();
            }
        }
        return -1;
    }

    private int inflate(int count) throws ZipException {
        try {
            return inflater.inflate(output, 0, count);
        } catch (DataFormatException e) {
            throw new ZipException(String.valueOf(e.getMessage()));
        }
    }

    private void give() throws IOException {
        if (inflater.needsDictionary()) {
            throw new ZipException("a dictionary is needed");
        }
        in.skip(given);
        given = 0;
        if (in.exhausted()) {
            throw new EOFException("the gzip member has no end");
        }
        given = in.peek().read(input, 0, input.length);
        inflater.setInput(input, 0, given);
    }

    private boolean begin() throws IOException {
        if (in.exhausted()) {
            return false;
        }
        if ((in.readShortLe() & 0xffff) != MAGIC || in.readByte() != DEFLATED) {
            throw new ZipException("what comes is not a gzip member");
        }
        int flags = in.readByte();
        in.skip(UNUSED);
        if ((flags & HAS_EXTRA) != 0) {
            in.skip(in.readShortLe() & 0xffff);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_HEADER_CHECKSUM) != 0) {
            in.skip(Short.BYTES);
        }
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private void skipText() throws IOException {
        long length = in.indexOf((byte) 0, 0, LONGEST_TEXT);
        if (length < 0 && in.request(LONGEST_TEXT)) {
            throw new ZipException("the header does not end");
        }
        if (length < 0) {
            throw new EOFException("the header has no end");
        }
        in.skip(length + 1);
    }

    private void end() throws IOException {
        in.skip(given - inflater.getRemaining());
        given = 0;
        inMember = false;
        if (in.readIntLe() != (int) checksum.getValue() | in.readIntLe() != (int) inflater.getBytesWritten()) {
            throw new ZipException("its checksum or its length is another");
        }
    }

    @Override
    public Timeout timeout() {
        return in.timeout();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
