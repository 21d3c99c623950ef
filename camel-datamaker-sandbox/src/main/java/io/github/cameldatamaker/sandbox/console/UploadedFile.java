package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.http.RequestLog;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a recorded upload.
 *
 * @param name    its name in the workspace
 * @param content its content; empty if it is not a text, or was not recorded as a whole
 */
record UploadedFile(String name, Optional<String> content) {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern PART = Pattern.compile("[^\\r\\n]*\\bname=\"?(name|file)\"?[;\\r\\n]");

    /** The upload that this request is, if it is one and names its file. */
    static Optional<UploadedFile> in(RequestLog.Entry entry) {
        String type = Bodies.header(entry, "content-type");
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            return Optional.empty();
        }
        Optional<String> name = Optional.empty();
        Optional<String> content = Optional.empty();
        for (String part : entry.body().split("(?:^|\\r\\n)--" + Pattern.quote(boundary.group(1)))) {
            int head = part.indexOf("\r\n\r\n");
            Matcher named = PART.matcher(head < 0 ? "" : part.substring(0, head + 2));
            if (!named.find()) {
                continue;
            }
            String value = part.substring(head + 4);
            if (named.group(1).equals("name")) {
                name = Optional.of(value);
            } else {
                content = Optional.of(value).filter(text -> isText(text) && !Bodies.isCut(entry));
            }
        }
        Optional<String> text = content;
        return name.map(each -> new UploadedFile(each, text));
    }

    private static boolean isText(String text) {
        return text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0;
    }

    /** A name for the file on one's own disk, without folders and without what a shell or a URI would understand. */
    String local() {
        return localName(name);
    }

    static String localName(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") ? last : "file";
    }
}
