package dev.nearside.tokenizer;

/** Drops white space at the ends. */
record Strip(boolean left, boolean right) implements Normalizer {

    @Override
    public void normalize(Text text) {
        int from = 0;
        while (left && from < text.length && Unicode.is(text.chars[from], Unicode.SPACE)) {
            from++;
        }
        int to = text.length;
        while (right && to > from && Unicode.is(text.chars[to - 1], Unicode.SPACE)) {
            to--;
        }
        if (from > 0 || to < text.length) {
            text.beginEdit();
            text.at = from;
            text.keepTo(to);
            text.endEdit();
        }
    }
}
