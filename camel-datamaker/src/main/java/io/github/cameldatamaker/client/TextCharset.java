package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The charset of a text from HTTP: the one of its byte order mark, else the one that its {@code Content-Type} declares. Without
 * either it is UTF-8, unless its first bytes can only be UTF-16 or UTF-32.
 */
public final class TextCharset {

    /** The number of bytes at the start of a text that show its charset. */
    public static final int HEAD = 4;

    private static final int LONGEST_NAME = 20;
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    /** Longer marks first, because one begins with another. */
    private static final List<Mark> MARKS = Stream.of(UTF_32BE, UTF_32LE, StandardCharsets.UTF_8, StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_16LE).map(charset -> new Mark(charset, "\uFEFF".getBytes(charset))).toList();

    /** For a text without any declaration. */
    public static final TextCharset UNDECLARED = new TextCharset(null);

    private final @Nullable Charset declared;

    private TextCharset(@Nullable Charset declared) {
        this.declared = declared;
    }

    /** The byte order mark of a charset. */
    private record Mark(Charset charset, byte[] bytes) {

        boolean begins(byte[] head, int count) {
            return count >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    /** What the first bytes of a text show: its charset, and the length of its byte order mark. */
    public record Start(Charset charset, int markLength) {
    }

    /**
     * For a text with this {@code Content-Type}.
     *
     * @param  what                whose text it is, for the message
     * @throws DataMakerException if it declares a charset that this JVM does not know
     */
    public static TextCharset of(String what, Optional<String> contentType) {
        // Most have no parameter.
        Optional<String> name = contentType.filter(type -> type.indexOf(';') >= 0).map(MediaType::parse)
                .map(type -> type.parameter("charset"));
        try {
            return new TextCharset(name.map(Charset::forName).orElse(null));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // A service that echoes headers could put anything there, even the key.
            String shown = name.filter(known -> known.length() <= LONGEST_NAME).map(known -> " '" + known + "'").orElse("");
            throw new DataMakerException(
                    what + " declares a charset" + shown + " that this JVM does not know: only its bytes can be read", e);
        }
    }

    /** For a text with this {@code Content-Type}; empty if this JVM does not know the declared charset. */
    public static Optional<TextCharset> known(Optional<String> contentType) {
        try {
            return Optional.of(of("", contentType));
        } catch (DataMakerException e) {
            return Optional.empty();
        }
    }

    /** The charset that was declared. */
    public Optional<Charset> declared() {
        return Optional.ofNullable(declared);
    }

    /**
     * Looks at the start of a text.
     *
     * @param count the number of known bytes: {@link #HEAD}, or all there are
     */
    public Start start(byte[] head, int count) {
        for (Mark mark : MARKS) {
            if (mark.begins(head, count)) {
                return new Start(mark.charset(), mark.bytes().length);
            }
        }
        boolean isByteOrderOpen = declared == null || declared.equals(StandardCharsets.UTF_16)
                || declared.name().equals("UTF-32");
        Charset seen = isByteOrderOpen ? byZeros(head, count) : null;
        Charset known = seen != null ? seen : declared;
        return new Start(known != null ? known : StandardCharsets.UTF_8, 0);
    }

    // JSON, csv and logs begin with an ASCII character, which has zeros around it if characters have two or four bytes.
    private static @Nullable Charset byZeros(byte[] head, int count) {
        int zeros = 0;
        for (int i = 0; i < count; i++) {
            zeros |= head[i] == 0 ? 1 << i : 0;
        }
        return switch (zeros) {
            case 0b0111 -> UTF_32BE;
            case 0b1110 -> UTF_32LE;
            default -> switch (zeros & 0b11) {
                case 0b01 -> StandardCharsets.UTF_16BE;
                case 0b10 -> StandardCharsets.UTF_16LE;
                default -> null;
            };
        };
    }

    /**
     * The text as UTF-8, without its byte order mark. Reading throws {@link java.io.CharConversionException} if the bytes are not
     * in their charset, and {@link java.io.EOFException} if they end within a character. UTF-8 is passed on unchanged.
     */
    public InputStream utf8(InputStream text) {
        return new Utf8Stream(text, in -> open(in, CodingErrorAction.REPORT));
    }

    /** The text as UTF-8, without its byte order mark. Bytes that are not in their charset become U+FFFD. */
    public InputStream lenientUtf8(InputStream text) {
        return new Utf8Stream(text, in -> open(in, CodingErrorAction.REPLACE));
    }

    /** @param malformed what happens where the bytes are not in their charset */
    private InputStream open(InputStream in, CodingErrorAction malformed) throws IOException {
        byte[] head = in.readNBytes(HEAD);
        Start start = start(head, head.length);
        PushbackInputStream whole = new PushbackInputStream(in, HEAD);
        whole.unread(head, start.markLength(), head.length - start.markLength());
        return start.charset().equals(StandardCharsets.UTF_8) ? whole : new DecodedStream(whole, start.charset(), malformed);
    }

    /**
     * The text, without its byte order mark.
     *
     * @throws CharacterCodingException if the bytes are not in their charset
     */
    public String text(byte[] bytes) throws CharacterCodingException {
        String text = lenientText(bytes);
        if (text.indexOf('\uFFFD') >= 0) {
            // The text may contain that character itself, or got it as a replacement.
            Start start = start(bytes, Math.min(bytes.length, HEAD));
            start.charset().newDecoder().decode(ByteBuffer.wrap(bytes, start.markLength(), bytes.length - start.markLength()));
        }
        return text;
    }

    /** The text, without its byte order mark. Bytes that are not in their charset become U+FFFD. */
    public String lenientText(byte[] bytes) {
        Start start = start(bytes, Math.min(bytes.length, HEAD));
        return new String(bytes, start.markLength(), bytes.length - start.markLength(), start.charset());
    }

    /** The declared charset; UTF-8 if there is none. */
    @Override
    public String toString() {
        return declared == null ? StandardCharsets.UTF_8.name() : declared.name();
    }
}
