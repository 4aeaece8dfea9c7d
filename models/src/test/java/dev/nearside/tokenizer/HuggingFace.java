package dev.nearside.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hugging Face's own tokenizers, which ours must equal. */
final class HuggingFace implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;

    /** A token: its id and its place in the text in UTF-16 units; −1, −1 for a special token that was added. */
    record Token(int id, int start, int end) {}

    HuggingFace(String tokenizerJson) {
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(tokenizerJson.getBytes(StandardCharsets.UTF_8)),
                    Map.of("truncation", "false", "padding", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int[] ids(String text, boolean addSpecialTokens) {
        long[] ids = tokenizer.encode(text, addSpecialTokens, false).getIds();
        int[] ints = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ints[i] = (int) ids[i];
        }
        return ints;
    }

    List<Token> tokens(String text, boolean addSpecialTokens) {
        Encoding encoding = tokenizer.encode(text, addSpecialTokens, false);
        int[] utf16 = utf16Offsets(text);
        long[] ids = encoding.getIds();
        CharSpan[] spans = encoding.getCharTokenSpans();
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            CharSpan span = spans[i];
            tokens.add(
                    span == null
                            ? new Token((int) ids[i], -1, -1)
                            : new Token((int) ids[i], utf16[span.getStart()], utf16[span.getEnd()]));
        }
        return tokens;
    }

    String decode(int[] ids, boolean skipSpecialTokens) {
        long[] longs = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            longs[i] = ids[i];
        }
        return tokenizer.decode(longs, skipSpecialTokens);
    }

    /** Hugging Face counts code points. */
    private static int[] utf16Offsets(String text) {
        int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 0, at = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at += at < text.length() && Character.charCount(text.codePointAt(at)) == 2 ? 2 : 1;
        }
        return offsets;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
