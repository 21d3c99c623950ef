package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A read gives all that has arrived, and never waits for more. */
class LargeReadsTest extends LoopbackServiceTest<RawService> {

    private static final int SEGMENT = 8192;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n";

    LargeReadsTest() {
        super(new RawService());
    }

    private InputStream generate() {
        return template.requestBody("datamaker:generate?template=t&count=1&format=csv&outputType=Stream", null,
                InputStream.class);
    }

    private static String chunk(int length) {
        return Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n";
    }

    private int firstRead() throws IOException {
        try (InputStream in = generate()) {
            return in.read(new byte[1 << 16]);
        }
    }

    @Test
    void aReadGivesMoreThanASegment() {
        service.answer(CHUNKED + chunk(5 * SEGMENT) + "0\r\n\r\n");

        // Not all of it need be there when it is read.
        Awaitility.await().until(() -> firstRead() > SEGMENT);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 3 * SEGMENT + 100, 5 * SEGMENT })
    void aReadDoesNotWaitForMore(int length) throws Exception {
        service.answer(CHUNKED + chunk(length));
        try (InputStream in = generate()) {
            byte[] buffer = new byte[1 << 16];
            int received = 0;
            while (received < length) {
                int count = in.read(buffer);
                assertThat(count).isPositive();
                received += count;
            }
            // The service sends it only now.
            service.push(chunk(3) + "0\r\n\r\n");

            assertThat(in.readAllBytes()).hasSize(3);
        }
    }

    @Test
    void theBytesBeforeABreakAreGivenFirst() throws Exception {
        service.answer(CHUNKED + chunk(2 * SEGMENT + 1) + "no length\r\n" + "y".repeat(2 * SEGMENT));
        try (InputStream in = generate()) {
            assertThat(in.readNBytes(2 * SEGMENT + 1)).hasSize(2 * SEGMENT + 1);

            assertThatThrownBy(in::read).isInstanceOf(DataMakerTruncatedException.class)
                    .hasMessageContaining("broke off after " + (2 * SEGMENT + 1) + " bytes");
        }
    }
}
