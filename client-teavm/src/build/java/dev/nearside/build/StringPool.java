package dev.nearside.build;

import java.util.ArrayList;
import java.util.List;

/** TeaVM's pool of string constants: for each its length in UTF-16 units (LEB128), then the units in WTF-8. */
final class StringPool {
    private final byte[] data;
    private int position;

    private StringPool(byte[] data) {
        this.data = data;
    }

    /** The strings of a segment, or none if it does not hold exactly {@code count} of them. */
    static List<String> read(byte[] data, int count) {
        StringPool pool = new StringPool(data);
        List<String> strings = new ArrayList<>();
        while (pool.position < data.length && strings.size() < count) {
            strings.add(pool.next());
        }
        return strings.size() == count && pool.position == data.length ? strings : List.of();
    }

    private String next() {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = read();
            length |= (digit & 0x7f) << shift;
            if (digit < 0x80) {
                break;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length && position < data.length; i++) {
            text.append(unit());
        }
        return text.toString();
    }

    private char unit() {
        int first = read();
        if (first < 0x80) {
            return (char) first;
        }
        if (first < 0xe0) {
            return (char) ((first & 0x1f) << 6 | (read() & 0x3f));
        }
        int second = read();
        return (char) ((first & 0x0f) << 12 | (second & 0x3f) << 6 | (read() & 0x3f));
    }

    private int read() {
        return position < data.length ? data[position++] & 0xff : 0;
    }
}
