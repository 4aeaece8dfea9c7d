package dev.nearside.tokenizer;

/**
 * What is done to a text's tokens at the end.
 *
 * @param before ids of the special tokens that go before the text
 * @param after ids of the special tokens that go behind it
 * @param trimming how spans lose the white space that their tokens hold
 */
record PostProcessor(Ids before, Ids after, Trimming trimming) {
    static final PostProcessor NONE = new PostProcessor(Ids.NONE, Ids.NONE, Trimming.NONE);

    /** Whether spans are trimmed, and if so whether the first token's space was put there by the pre-tokenizer. */
    enum Trimming {
        NONE,
        ALL_SPACES,
        ALL_BUT_PREFIX_SPACE
    }

    /** This, and then another: the other's special tokens go around this one's. */
    PostProcessor then(PostProcessor next) {
        return new PostProcessor(
                next.before.then(before),
                after.then(next.after),
                next.trimming == Trimming.NONE ? trimming : next.trimming);
    }

    Encoding apply(Tokens tokens, SpanTrimming spans, boolean addSpecialTokens) {
        if (trimming != Trimming.NONE) {
            spans.trim(tokens, trimming == Trimming.ALL_BUT_PREFIX_SPACE);
        }
        Ids head = addSpecialTokens ? before : Ids.NONE;
        Ids tail = addSpecialTokens ? after : Ids.NONE;
        int size = head.size() + tokens.count + tail.size();
        int[] ids = new int[size];
        int[] allSpans = new int[2 * size];
        head.copyTo(ids, 0);
        System.arraycopy(tokens.ids, 0, ids, head.size(), tokens.count);
        System.arraycopy(tokens.spans, 0, allSpans, 2 * head.size(), 2 * tokens.count);
        tail.copyTo(ids, head.size() + tokens.count);
        return new Encoding(ids, allSpans, head.size(), tail.size());
    }
}
