package dev.nearside.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringPoolTest {

    @Test
    void readsLengthsInUtf16UnitsAndUnitsInWtf8() {
        byte[] pool = pool("a", "", "grüße", "日本", "\ud83d\ude00", "x".repeat(300));

        List<String> strings = StringPool.read(pool, 6);

        assertThat(strings).containsExactly("a", "", "grüße", "日本", "\ud83d\ude00", "x".repeat(300));
    }

    @Test
    void aSegmentOfAnotherNumberOfStringsIsNotThePool() {
        byte[] pool = pool("a", "b");

        assertThat(StringPool.read(pool, 1)).isEmpty();
        assertThat(StringPool.read(pool, 3)).isEmpty();
    }

    private static byte[] pool(String... strings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String string : strings) {
            int length = string.length();
            while (length > 0x7f) {
                out.write((length & 0x7f) | 0x80);
                length >>>= 7;
            }
            out.write(length);
            string.chars().forEach(unit -> writeUnit(unit, out));
        }
        return out.toByteArray();
    }

    private static void writeUnit(int unit, ByteArrayOutputStream out) {
        if (unit < 0x80) {
            out.write(unit);
        } else if (unit < 0x800) {
            out.write(0xc0 | unit >> 6);
            out.write(0x80 | (unit & 0x3f));
        } else {
            out.write(0xe0 | unit >> 12);
            out.write(0x80 | (unit >> 6 & 0x3f));
            out.write(0x80 | (unit & 0x3f));
        }
    }
}
