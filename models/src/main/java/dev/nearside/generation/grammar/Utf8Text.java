package dev.nearside.generation.grammar;

import java.nio.charset.StandardCharsets;

/** A text and its bytes. Compared by identity. */
final class Utf8Text {
    private final byte[] bytes;

    Utf8Text(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    int length() {
        return bytes.length;
    }

    int byteAt(int index) {
        return bytes[index] & 255;
    }

    /** The rest of the text from the beginning of the character that the byte is of. */
    String fromCharacterAt(int index) {
        int from = index;
        while (from > 0 && from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
            from--;
        }
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
