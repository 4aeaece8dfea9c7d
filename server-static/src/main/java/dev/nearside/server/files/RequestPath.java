package dev.nearside.server.files;

import io.javalin.http.BadRequestResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The names in a request's path, decoded once, none of which can lead out of a folder. */
final class RequestPath {
    private RequestPath() {}

    /**
     * The names between the slashes; repeated slashes count as one, and a closing slash leaves an empty last name.
     *
     * @param rawPath as it came, percent-encoded, for example {@code /models//digits/digits.onnx}
     * @throws BadRequestResponse if a name is {@code .} or {@code ..}, holds a slash, a backslash or a control
     *     character, or is not UTF-8
     */
    static List<String> names(String rawPath) {
        List<String> names = new ArrayList<>();
        for (String part : rawPath.split("/+", -1)) {
            if (!part.isEmpty()) {
                names.add(checked(decoded(part)));
            }
        }
        if (rawPath.endsWith("/")) {
            names.add("");
        }
        return names;
    }

    private static String checked(String name) {
        boolean strange = name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '/' || c == '\\');
        if (strange || name.equals(".") || name.equals("..")) {
            throw refused();
        }
        return name;
    }

    private static String decoded(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                bytes.write(hex(part, i + 1) * 16 + hex(part, i + 2));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused();
        }
    }

    private static int hex(String part, int at) {
        int digit = at < part.length() ? Character.digit(part.charAt(at), 16) : -1;
        if (digit < 0) {
            throw refused();
        }
        return digit;
    }

    private static BadRequestResponse refused() {
        return new BadRequestResponse("this is no path to a file", Map.of("code", "bad_path"));
    }
}
