package dev.nearside.tokenizer;

import org.jspecify.annotations.Nullable;

/** Joins the bytes that byte-level tokens spell, and reads them as UTF-8. */
final class ByteLevelDecoder implements Decoder {
    @Override
    public boolean fuses() {
        return true;
    }

    @Override
    public byte @Nullable [] bytesOf(String token) {
        if (!isSpelled(token)) {
            return null;
        }
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ByteLevel.byteOf(token.charAt(i));
        }
        return bytes;
    }

    @Override
    public TextSink before(TextSink next, boolean eager) {
        return new TextSink() {
            private final StringBuilder out = new StringBuilder();
            private final Utf8Decoder decoder = new Utf8Decoder(out);

            @Override
            public void token(String token) {
                boolean spelled = isSpelled(token);
                for (int i = 0; i < token.length(); ) {
                    int cp = token.codePointAt(i);
                    i += Text.units(cp);
                    if (spelled) {
                        decoder.append(ByteLevel.byteOf((char) cp));
                    } else {
                        int length = Utf8.length(cp);
                        for (int k = 0; k < length; k++) {
                            decoder.append(Utf8.byteAt(cp, length, k));
                        }
                    }
                }
                pass();
            }

            @Override
            public void finish() {
                decoder.finish();
                pass();
                next.finish();
            }

            private void pass() {
                if (out.length() > 0) {
                    next.token(out.toString());
                    out.setLength(0);
                }
            }
        };
    }

    /** Whether every character stands for a byte; added tokens are plain text as a rule. */
    private static boolean isSpelled(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (ByteLevel.byteOf(token.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
