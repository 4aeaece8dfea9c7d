package dev.nearside.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Asks Hugging Face's tokenizers what they think of each code point, through tokenizers made to show one step. */
final class UnicodeProbe {
    static final int CODE_POINTS = 0x110000;

    private UnicodeProbe() {}

    /** The code points that a pre-tokenizer removes. */
    static BitSet removedBy(String preTokenizer) {
        BitSet removed = new BitSet();
        try (HuggingFace tokenizer = wordsOnly(preTokenizer)) {
            for (int from = 0; from < CODE_POINTS; from += 4096) {
                StringBuilder text = new StringBuilder();
                List<Integer> at = new ArrayList<>();
                for (int cp = from; cp < from + 4096; cp++) {
                    if (!isSurrogate(cp)) {
                        at.add(cp);
                        text.appendCodePoint(cp);
                    }
                }
                BitSet kept = new BitSet();
                for (HuggingFace.Token token : tokenizer.tokens(text.toString(), false)) {
                    kept.set(token.start(), token.end());
                }
                int unit = 0;
                for (int cp : at) {
                    removed.set(cp, !kept.get(unit));
                    unit += Character.charCount(cp);
                }
            }
        }
        return removed;
    }

    /** The code points that start a token of their own after a plus sign. */
    static BitSet apartFromPlus(String preTokenizer) {
        BitSet apart = new BitSet();
        try (HuggingFace tokenizer = wordsOnly(preTokenizer)) {
            for (int from = 0; from < CODE_POINTS; from += 4096) {
                StringBuilder text = new StringBuilder();
                for (int cp = from; cp < from + 4096; cp++) {
                    text.append('+').appendCodePoint(isSurrogate(cp) ? '+' : cp);
                }
                String chunk = text.toString();
                for (HuggingFace.Token token : tokenizer.tokens(chunk, false)) {
                    int first = chunk.codePointAt(token.start());
                    apart.set(first, first != '+');
                }
            }
        }
        return apart;
    }

    /** The code points that match a class of a regular expression. */
    static BitSet matching(String regex) {
        return removedBy("{\"type\":\"Split\",\"pattern\":{\"Regex\":\"" + regex.replace("\\", "\\\\")
                + "\"},\"behavior\":\"Removed\",\"invert\":false}");
    }

    /** A tokenizer that makes one token of each word. */
    private static HuggingFace wordsOnly(String preTokenizer) {
        return new HuggingFace("{\"version\":\"1.0\",\"added_tokens\":[],\"normalizer\":null,\"pre_tokenizer\":"
                + preTokenizer
                + ",\"post_processor\":null,\"decoder\":null,\"model\":{\"type\":\"WordPiece\",\"unk_token\":\"?\","
                + "\"continuing_subword_prefix\":\"##\",\"max_input_chars_per_word\":1,\"vocab\":{\"?\":0}}}");
    }

    /** What a normalizer makes of any text. */
    static final class Normalization implements AutoCloseable {
        private final HuggingFace tokenizer;

        Normalization(String normalizer) {
            StringBuilder vocab = new StringBuilder();
            for (int b = 0; b < 256; b++) {
                vocab.append(b == 0 ? "" : ",").append(String.format("\"<0x%02X>\":%d", b, b));
            }
            tokenizer = new HuggingFace("{\"version\":\"1.0\",\"added_tokens\":[],\"normalizer\":" + normalizer
                    + ",\"pre_tokenizer\":null,\"post_processor\":null,\"decoder\":null,\"model\":{\"type\":\"BPE\","
                    + "\"byte_fallback\":true,\"vocab\":{" + vocab + "},\"merges\":[]}}");
        }

        String of(String text) {
            int[] ids = tokenizer.ids(text, false);
            byte[] bytes = new byte[ids.length];
            for (int i = 0; i < ids.length; i++) {
                bytes[i] = (byte) ids[i];
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** What it makes of each code point alone; null for surrogates. */
        String[] ofEach() {
            return below(CODE_POINTS);
        }

        /** What it makes of each code point alone of the planes that have letters. */
        String[] ofLetters() {
            return below(0x32400);
        }

        private String[] below(int limit) {
            String[] forms = new String[limit];
            for (int from = 0; from < limit; from += 1024) {
                // Apart, with a letter that nothing composes with or decomposes to and that no step touches.
                StringBuilder text = new StringBuilder();
                for (int cp = from; cp < from + 1024; cp++) {
                    if (!isSurrogate(cp)) {
                        text.append('\u1401').appendCodePoint(cp);
                    }
                }
                String[] parts = of(text.toString()).split("\u1401", -1);
                int part = 1;
                for (int cp = from; cp < from + 1024; cp++) {
                    if (!isSurrogate(cp)) {
                        forms[cp] = cp == 0x1401 ? "\u1401" : parts[part];
                        part += cp == 0x1401 ? 2 : 1;
                    }
                }
            }
            return forms;
        }

        @Override
        public void close() {
            tokenizer.close();
        }
    }

    static boolean isSurrogate(int cp) {
        return cp >= 0xD800 && cp < 0xE000;
    }
}
