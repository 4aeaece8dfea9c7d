package dev.nearside.retrieval.reader;

import java.nio.charset.StandardCharsets;

/** Bytes as text, in the encoding that they show: UTF-8, UTF-16 with or without a mark, else windows-1252. */
final class TextDecoder {
    /** What windows-1252 has from 0x80 to 0x9f; it has no character for five of them. */
    private static final String WINDOWS_1252 =
            "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039"
                    + "\u0152\ufffd\u017d\ufffd\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
                    + "\ufffd\u017e\u0178";

    /** Enough bytes to tell UTF-16 by its zeros. */
    private static final int PROBE = 4096;

    private TextDecoder() {}

    static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return utf16(bytes, 2, false);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return utf16(bytes, 2, true);
        }
        if (looksLikeUtf16(bytes, false)) {
            return utf16(bytes, 0, false);
        }
        if (looksLikeUtf16(bytes, true)) {
            return utf16(bytes, 0, true);
        }
        return isMostlyUtf8(bytes) ? new String(bytes, StandardCharsets.UTF_8) : windows1252(bytes);
    }

    /** Whether these are the first bytes of something other than text. */
    static boolean isBinary(byte[] first) {
        if (startsWith(first, 0xff, 0xfe)
                || startsWith(first, 0xfe, 0xff)
                || looksLikeUtf16(first, false)
                || looksLikeUtf16(first, true)) {
            return false;
        }
        int end = Math.min(first.length, PROBE);
        int controls = 0;
        for (int i = 0; i < end; i++) {
            int c = first[i] & 0xff;
            if (c == 0) {
                return true;
            }
            if (c == 0x7f || (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b)) {
                controls++;
            }
        }
        return controls * 20 > end;
    }

    /** Text of most languages in UTF-16 has its spaces and line ends as a zero and an ASCII byte, and no double zeros. */
    private static boolean looksLikeUtf16(byte[] bytes, boolean bigEndian) {
        int end = Math.min(bytes.length, PROBE) & ~1;
        int zeros = 0;
        for (int i = 0; i < end; i += 2) {
            byte upper = bytes[bigEndian ? i : i + 1];
            byte lower = bytes[bigEndian ? i + 1 : i];
            if (lower == 0) {
                return false;
            }
            if (upper == 0) {
                if ((lower & 0xff) < ' ' && lower != '\t' && lower != '\n' && lower != '\r') {
                    return false;
                }
                zeros++;
            }
        }
        return end >= 4 && zeros * 20 >= end;
    }

    private static String utf16(byte[] bytes, int from, boolean bigEndian) {
        StringBuilder text = new StringBuilder((bytes.length - from) / 2);
        for (int i = from; i + 1 < bytes.length; i += 2) {
            int first = bytes[i] & 0xff;
            int second = bytes[i + 1] & 0xff;
            text.append((char) (bigEndian ? first << 8 | second : second << 8 | first));
        }
        return text.toString();
    }

    /** Whether nearly all that is not ASCII makes whole characters: a damaged byte must not garble the rest. */
    private static boolean isMostlyUtf8(byte[] bytes) {
        int whole = 0;
        int broken = 0;
        int i = 0;
        while (i < bytes.length) {
            int length = utf8Length(bytes, i);
            if (length == 0) {
                broken++;
                i++;
            } else {
                whole += length > 1 ? 1 : 0;
                i += length;
            }
        }
        return broken == 0 || whole > 4 * broken;
    }

    /** The length of the UTF-8 character here; 0 if there is none. */
    private static int utf8Length(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
        boolean surrogate = first == 0xed && second >= 0xa0;
        return overlong || surrogate || (first == 0xf4 && second >= 0x90) ? 0 : length;
    }

    private static String windows1252(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            int c = b & 0xff;
            text.append(windows1252(c));
        }
        return text.toString();
    }

    /** The character of a byte, 0 to 255. */
    static char windows1252(int value) {
        return value >= 0x80 && value <= 0x9f ? WINDOWS_1252.charAt(value - 0x80) : (char) value;
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
