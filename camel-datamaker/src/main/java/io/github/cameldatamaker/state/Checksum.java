package io.github.cameldatamaker.state;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The CRC-32 of a text, which shows a damaged one. */
final class Checksum {

    private Checksum() {
    }

    /** As eight hex digits. */
    public static String of(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
