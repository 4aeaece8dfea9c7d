package dev.nearside.tokenizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads runs of byte tokens as UTF-8. A run that is none becomes U+FFFD for each of its bytes; when decoding eagerly, the
 * whole characters at its start have gone out by then.
 */
final class ByteFallbackDecoder implements Decoder {
    @Override
    public byte @Nullable [] bytesOf(String token) {
        int value = ByteTokens.byteOf(token);
        return value < 0 ? null : new byte[] {(byte) value};
    }

    @Override
    public TextSink before(TextSink next, boolean eager) {
        return new TextSink() {
            private byte[] run = new byte[16];
            private int size;

            @Override
            public void token(String token) {
                int value = ByteTokens.byteOf(token);
                if (value < 0) {
                    end();
                    next.token(token);
                    return;
                }
                run = size < run.length ? run : Arrays.copyOf(run, 2 * size);
                run[size++] = (byte) value;
                if (eager && size == expected(run[0])) {
                    end();
                }
            }

            @Override
            public void finish() {
                end();
                next.finish();
            }

            private void end() {
                if (size > 0) {
                    StringBuilder text = new StringBuilder();
                    Utf8Decoder decoder = new Utf8Decoder(text);
                    for (int i = 0; i < size; i++) {
                        decoder.append(run[i] & 255);
                    }
                    decoder.finish();
                    // U+FFFD itself, well spelled, does not make a run broken.
                    boolean broken = count(text, '\uFFFD') != count(run, size);
                    next.token(broken ? "\uFFFD".repeat(size) : text.toString());
                    size = 0;
                }
            }
        };
    }

    /** How many bytes the character has that begins so; one for what begins none. */
    private static int expected(byte lead) {
        int unsigned = lead & 255;
        return unsigned < 0xC2 ? 1 : unsigned < 0xE0 ? 2 : unsigned < 0xF0 ? 3 : unsigned < 0xF5 ? 4 : 1;
    }

    private static int count(CharSequence text, char wanted) {
        return (int) text.chars().filter(c -> c == wanted).count();
    }

    /** How often a run spells U+FFFD: EF BF BD. */
    private static int count(byte[] run, int size) {
        int count = 0;
        for (int i = 2; i < size; i++) {
            count += run[i - 2] == (byte) 0xEF && run[i - 1] == (byte) 0xBF && run[i] == (byte) 0xBD ? 1 : 0;
        }
        return count;
    }
}
