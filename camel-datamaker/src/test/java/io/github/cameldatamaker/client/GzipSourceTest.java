package io.github.cameldatamaker.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** It reads all members, however the bytes arrive, or fails with an error that says whether they are cut or damaged. */
class GzipSourceTest {

    private static byte[] gzip(String... members) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String member : members) {
            try (GZIPOutputStream out = new GZIPOutputStream(all)) {
                out.write(member.getBytes(UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return all.toByteArray();
    }

    private static InputStream dripping(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, size));
            }
        };
    }

    private static String text(byte[] bytes, int size) throws IOException {
        try (GzipSource source = new GzipSource(Okio.buffer(Okio.source(dripping(bytes, size))))) {
            return Okio.buffer(source).readUtf8();
        }
    }

    private static String incompressible(int length) {
        StringBuilder text = new StringBuilder();
        new Random(3).ints(length, ' ', '~').forEach(c -> text.append((char) c));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 7, 100, 8191, 1_000_000 })
    void itReadsAllMembers(int size) throws Exception {
        String large = incompressible(50_000);

        assertThat(text(gzip("one"), size)).isEqualTo("one");
        assertThat(text(gzip("one", "two"), size)).isEqualTo("onetwo");
        assertThat(text(gzip("", "one", "", "", "two", ""), size)).isEqualTo("onetwo");
        assertThat(text(gzip(large, "x", large), size)).isEqualTo(large + "x" + large);
        assertThat(text(new byte[0], size)).isEmpty();
    }

    @Test
    void headersMayHaveAllTheirFields() throws Exception {
        for (int flags = 0; flags < 32; flags++) {
            assertThat(text(member(flags, "first"), 5)).as("flags %d", flags).isEqualTo("first");
            ByteArrayOutputStream two = new ByteArrayOutputStream();
            two.write(gzip("zero"));
            two.write(member(flags, "first"));
            assertThat(text(two.toByteArray(), 1000)).isEqualTo("zerofirst");
        }
    }

    private static byte[] member(int flags, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] { 0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3 });
        if ((flags & 4) != 0) {
            out.writeBytes(new byte[] { 3, 0, 'x', 0, 'y' });
        }
        if ((flags & 8) != 0) {
            out.writeBytes("rows.json\0".getBytes(UTF_8));
        }
        if ((flags & 16) != 0) {
            out.writeBytes("made by a test\0".getBytes(UTF_8));
        }
        if ((flags & 2) != 0) {
            out.writeBytes(new byte[] { 7, 7 });
        }
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text.getBytes(UTF_8));
        deflater.finish();
        byte[] deflated = new byte[100];
        out.write(deflated, 0, deflater.deflate(deflated));
        deflater.end();
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(UTF_8));
        for (long number : List.of(crc.getValue(), (long) text.length())) {
            for (int shift = 0; shift < 32; shift += 8) {
                out.write((int) (number >> shift));
            }
        }
        return out.toByteArray();
    }

    @Test
    void aCutAnywhereIsAnEarlyEnd() throws Exception {
        byte[] first = gzip("{\"a\":1}\n");
        byte[] whole = gzip("{\"a\":1}\n", "{\"a\":2}\n");
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == first.length) {
                assertThat(text(cut, 3)).isEqualTo("{\"a\":1}\n");
            } else {
                assertThatThrownBy(() -> text(cut, 1000)).as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(EOFException.class);
                assertThatThrownBy(() -> text(cut, 1)).as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void damagedBytesAreNotAnEarlyEnd() {
        byte[] whole = gzip("one", "two");
        byte[] otherChecksum = whole.clone();
        otherChecksum[whole.length - 8] ^= 1;
        byte[] otherLength = whole.clone();
        otherLength[whole.length - 1] ^= 1;
        byte[] otherData = whole.clone();
        otherData[10] = (byte) 0xff;
        byte[] trailed = Arrays.copyOf(whole, whole.length + 20);

        for (byte[] wrong : List.of(otherChecksum, otherLength, otherData, trailed, "[{\"a\":1}]".getBytes(UTF_8))) {
            assertThatThrownBy(() -> text(wrong, 1000)).isInstanceOf(ZipException.class);
            assertThatThrownBy(() -> text(wrong, 1)).isInstanceOf(ZipException.class);
        }
    }

    @Test
    void aNameWithoutAnEndIsNotKeptInMemory() {
        byte[] endless = new byte[1 << 20];
        Arrays.fill(endless, (byte) 'x');
        System.arraycopy(new byte[] { 0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0 }, 0, endless, 0, 10);

        assertThatThrownBy(() -> text(endless, 1000)).isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> text(Arrays.copyOf(endless, 100), 1000)).isInstanceOf(EOFException.class);
    }
}
