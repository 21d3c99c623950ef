package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.ConnectionGone;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;

/** The multipart body of POST /workspace/files. It is received into a file, not into memory. */
public record Upload(String name, Optional<String> contentType, Path content) {

    static final long LARGEST_FILE = 50L * 1024 * 1024;
    // The file with the names, headers and boundaries around it.
    private static final long LARGEST_BODY = LARGEST_FILE + 1024 * 1024;

    /**
     * Receives an upload.
     *
     * @param folder where the file goes
     * @throws ApiException validation_error if the body is no upload, or payload_too_large
     */
    public static Upload receive(Context ctx, Path folder) throws IOException {
        String type = ctx.header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw ApiException.validation("Content-Type must be multipart/form-data with the parts name and file, not " + type);
        }
        if (MultiPart.extractBoundary(type) == null) {
            throw ApiException.validation("Content-Type multipart/form-data needs a boundary");
        }
        MultiPartConfig config = new MultiPartConfig.Builder().location(folder).maxMemoryPartSize(0).maxPartSize(-1).maxSize(-1)
                .useFilesForPartsWithoutFileName(true).build();
        Limited body = new Limited(RequestBody.stream(ctx));
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(Content.Source.from(body), new Attributes.Mapped(), type,
                config)) {
            return of(parts, folder);
        } catch (ApiException e) {
            throw e;
        } catch (RuntimeException e) {
            throw body.clientHasGone ? new ConnectionGone()
                    : body.tooLarge ? tooLarge() : ApiException.validation("the body is not multipart/form-data: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }

    private static Upload of(MultiPartFormData.Parts parts, Path folder) throws IOException {
        MultiPart.Part name = part(parts, "name");
        MultiPart.Part file = part(parts, "file");
        if (name.getLength() > 4096) {
            throw ApiException.validation("the name of a file must be shorter than 4096 bytes");
        }
        String text = name.getContentAsString(StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw ApiException.validation("the name of a file must not be empty");
        }
        if (file.getLength() > LARGEST_FILE) {
            throw tooLarge();
        }
        Path content = Files.createTempFile(folder, "upload", null);
        Files.delete(content);
        file.writeTo(content);
        return new Upload(text, Optional.ofNullable(file.getHeaders().get(HttpHeader.CONTENT_TYPE)), content);
    }

    private static MultiPart.Part part(MultiPartFormData.Parts parts, String name) {
        MultiPart.Part part = parts.getFirst(name);
        if (part == null) {
            throw ApiException.validation("the part '" + name + "' is missing: an upload has the parts name and file");
        }
        return part;
    }

    private static ApiException tooLarge() {
        return ApiException.of(413, "payload_too_large",
                "a workspace file may have at most " + LARGEST_FILE + " bytes; this one has more");
    }

    /** Fails as soon as the body is too large, before all of it is on the disk. */
    private static final class Limited extends FilterInputStream {

        private long left = LARGEST_BODY;
        private boolean tooLarge;
        private boolean clientHasGone;

        private Limited(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(buffer, offset, length);
            } catch (IOException e) {
                clientHasGone = true;
                throw e;
            }
            left -= Math.max(0, read);
            if (left < 0) {
                tooLarge = true;
                throw new IOException("too large");
            }
            return read;
        }
    }
}
